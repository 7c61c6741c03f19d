using System.Runtime.InteropServices;
using System.Text;
using LLama.Exceptions;
using LLama.Interop;

namespace LLama.Native;

/// <summary>A loaded model. Safe for use by several threads.</summary>
public sealed partial class SafeLlamaModelHandle : SafeLLamaHandleBase
{
    private SafeLlamaModelHandle(nint handle) : base(handle)
    {
        Vocab = new Vocabulary(this);
    }

    /// <summary>Tokens that the model was trained to look back on.</summary>
    public int ContextSize => LLamaNative.llama_model_n_ctx_train(this);

    /// <summary>Number of weights.</summary>
    public ulong ParameterCount => LLamaNative.llama_model_n_params(this);

    /// <summary>The model's tokens.</summary>
    public Vocabulary Vocab { get; }

    /// <summary>The chat template in the file, the default one without <paramref name="name"/>.</summary>
    /// <exception cref="TemplateNotFoundException">There is none and <paramref name="strict"/> is set.</exception>
    public unsafe string? GetTemplate(string? name = null, bool strict = true)
    {
        string? template = Marshal.PtrToStringUTF8((nint)LLamaNative.llama_model_chat_template(this, name));
        if (template is null && strict)
            throw new TemplateNotFoundException(name ?? "default template");
        return template;
    }

    /// <summary>Splits text into tokens; <paramref name="special"/> reads control tokens out of the text.</summary>
    public unsafe LLamaToken[] Tokenize(string text, bool addBos, bool special, Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        byte[] bytes = encoding.GetBytes(text);
        int[] tokens = new int[bytes.Length + 2];
        int count;
        fixed (byte* textPointer = bytes)
        fixed (int* tokenPointer = tokens)
        {
            // An empty array pins to null, which the library does not take; its length is 0 all the same.
            byte nothing = 0;
            count = LLamaNative.llama_tokenize(
                Vocab.Native, textPointer == null ? &nothing : textPointer, bytes.Length, tokenPointer, tokens.Length, addBos, special);
        }

        // Never more tokens than bytes, plus beginning and end.
        if (count < 0)
            throw new RuntimeError($"llama_tokenize returned {count}.");
        return MemoryMarshal.Cast<int, LLamaToken>(tokens.AsSpan(0, count)).ToArray();
    }

    /// <summary>Writes a token's bytes; returns how many they are, even where <paramref name="dest"/> is too short.</summary>
    public unsafe uint TokenToSpan(LLamaToken token, Span<byte> dest, int lstrip = 0, bool special = false)
    {
        fixed (byte* buffer = dest)
        {
            int length = LLamaNative.llama_token_to_piece(Vocab.Native, (int)token, buffer, dest.Length, lstrip, special);
            return (uint)Math.Abs(length);
        }
    }

    internal static SafeLlamaModelHandle LoadFromFile(string modelPath, in NativeModelParams parameters)
    {
        // Opening it first tells a file that is missing or unreadable from one that is no model.
        using (File.OpenRead(modelPath))
        {
        }

        LLamaLibrary.EnsureBackends();
        nint model = LLamaNative.llama_model_load_from_file(modelPath, parameters);
        return model == 0 ? throw new LoadWeightsFailedException(modelPath) : new SafeLlamaModelHandle(model);
    }

    internal unsafe Dictionary<string, string> ReadMetadata()
    {
        int count = LLamaNative.llama_model_meta_count(this);
        Dictionary<string, string> metadata = new(count);
        for (int i = 0; i < count; i++)
        {
            string key = ReadText(i, &LLamaNative.llama_model_meta_key_by_index);
            metadata[key] = ReadText(i, &LLamaNative.llama_model_meta_val_str_by_index);
        }

        return metadata;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LLamaNative.llama_model_free(handle);
        return true;
    }

    private unsafe string ReadText(int index, delegate*<SafeLlamaModelHandle, int, byte*, nuint, int> read)
    {
        byte[] buffer = new byte[256];
        while (true)
        {
            int length;
            fixed (byte* pointer = buffer)
                length = read(this, index, pointer, (nuint)buffer.Length);

            if (length < 0)
                return "";
            if (length < buffer.Length)
                return Encoding.UTF8.GetString(buffer, 0, length);
            buffer = new byte[length + 1];
        }
    }
}
