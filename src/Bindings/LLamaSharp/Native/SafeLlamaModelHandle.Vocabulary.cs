using System.Text;
using LLama.Interop;

namespace LLama.Native;

public sealed partial class SafeLlamaModelHandle
{
    /// <summary>A model's tokens.</summary>
    public sealed class Vocabulary
    {
        private readonly SafeLlamaModelHandle _model;

        internal Vocabulary(SafeLlamaModelHandle model) => _model = model;

        /// <summary>Number of tokens.</summary>
        public int Count => LLamaNative.llama_vocab_n_tokens(Native);

        /// <summary>Beginning of a text.</summary>
        public LLamaToken? BOS => Known(LLamaNative.llama_vocab_bos(Native));

        /// <summary>End of a text.</summary>
        public LLamaToken? EOS => Known(LLamaNative.llama_vocab_eos(Native));

        /// <summary>End of a turn.</summary>
        public LLamaToken? EOT => Known(LLamaNative.llama_vocab_eot(Native));

        /// <summary>Whether a prompt begins with <see cref="BOS"/>.</summary>
        public bool ShouldAddBOS => LLamaNative.llama_vocab_get_add_bos(Native);

        // Belongs to the model: read anew so that a disposed model is noticed.
        internal nint Native => LLamaNative.llama_model_get_vocab(_model);

        /// <summary>A token's text, null where it has none.</summary>
        public string? LLamaTokenToString(LLamaToken? token, bool isSpecialToken)
        {
            if (token is not LLamaToken known)
                return null;
            byte[] bytes = new byte[32];
            int length = (int)_model.TokenToSpan(known, bytes, special: isSpecialToken);
            if (length > bytes.Length)
            {
                bytes = new byte[length];
                length = (int)_model.TokenToSpan(known, bytes, special: isSpecialToken);
            }

            return length == 0 ? null : Encoding.UTF8.GetString(bytes, 0, length);
        }

        private static LLamaToken? Known(int token) => token == -1 ? null : token;
    }
}
