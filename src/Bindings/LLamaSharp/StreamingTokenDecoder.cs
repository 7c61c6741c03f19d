using System.Text;
using LLama.Native;

namespace LLama;

/// <summary>Turns tokens into text as they come; a character whose bytes are not all there yet is held back.</summary>
public sealed class StreamingTokenDecoder
{
    private readonly SafeLlamaModelHandle _model;
    private readonly Decoder _decoder;
    private readonly StringBuilder _text = new();
    private byte[] _bytes = new byte[32];
    private char[] _characters = new char[32];

    /// <summary>A decoder for the model of a context.</summary>
    public StreamingTokenDecoder(LLamaContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _model = context.NativeHandle.ModelHandle;
        _decoder = context.Encoding.GetDecoder();
    }

    /// <summary>A decoder for a model.</summary>
    public StreamingTokenDecoder(Encoding encoding, LLamaWeights weights)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        ArgumentNullException.ThrowIfNull(weights);
        _model = weights.NativeHandle;
        _decoder = encoding.GetDecoder();
    }

    /// <summary>Characters that can be read.</summary>
    public int AvailableCharacters => _text.Length;

    /// <summary>Whether control tokens become text; they vanish otherwise.</summary>
    public bool DecodeSpecialTokens { get; set; }

    /// <summary>Takes one token.</summary>
    public void Add(LLamaToken token)
    {
        int length = (int)_model.TokenToSpan(token, _bytes, 0, DecodeSpecialTokens);
        if (length > _bytes.Length)
        {
            _bytes = new byte[length];
            _characters = new char[length];
            length = (int)_model.TokenToSpan(token, _bytes, 0, DecodeSpecialTokens);
        }

        // At most one character a byte, plus what was held back.
        if (_characters.Length < length + 2)
            _characters = new char[length + 2];
        int count = _decoder.GetChars(_bytes.AsSpan(0, length), _characters, flush: false);
        _text.Append(_characters, 0, count);
    }

    /// <summary>Takes tokens.</summary>
    public void AddRange(ReadOnlySpan<LLamaToken> tokens)
    {
        foreach (LLamaToken token in tokens)
            Add(token);
    }

    /// <summary>The text since the last call.</summary>
    public string Read()
    {
        string text = _text.ToString();
        _text.Clear();
        return text;
    }

    /// <summary>Forgets text and bytes held back.</summary>
    public void Reset()
    {
        _decoder.Reset();
        _text.Clear();
    }
}
