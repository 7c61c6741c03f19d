using System.Globalization;
using System.Runtime.InteropServices;
using LLama.Interop;

namespace LLama.Native;

/// <summary>One token of a vocabulary.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct LLamaToken
{
    private readonly int _value;

    private LLamaToken(int value) => _value = value;

    public static explicit operator int(LLamaToken pos) => pos._value;

    public static implicit operator LLamaToken(int value) => new(value);

    /// <summary>Whether generation ends with this token.</summary>
    public bool IsEndOfGeneration(SafeLlamaModelHandle.Vocabulary vocab)
    {
        ArgumentNullException.ThrowIfNull(vocab);
        return LLamaNative.llama_vocab_is_eog(vocab.Native, _value);
    }

    /// <summary>Whether this token structures a conversation rather than standing for text.</summary>
    public bool IsControl(SafeLlamaModelHandle.Vocabulary vocab)
    {
        ArgumentNullException.ThrowIfNull(vocab);
        return LLamaNative.llama_vocab_is_control(vocab.Native, _value);
    }

    /// <inheritdoc/>
    public override string ToString() => _value.ToString(CultureInfo.InvariantCulture);
}
