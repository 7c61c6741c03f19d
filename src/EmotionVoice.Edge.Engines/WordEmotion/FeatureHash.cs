namespace EmotionVoice.Edge.Engines.WordEmotion;

/// <summary>FNV-1a, 32 bit, over UTF-8 (G. Fowler, L. C. Noll, K.-P. Vo, http://www.isthe.com/chongo/tech/comp/fnv/), one character at a time.</summary>
internal readonly struct FeatureHash
{
    private const uint Prime = 16_777_619;

    private readonly uint _value;

    private FeatureHash(uint value) => _value = value;

    public static FeatureHash Empty { get; } = new(2_166_136_261);

    /// <summary>Low 16 bits: the row of the embedding.</summary>
    public int Bucket => (int)(_value & 0xFFFF);

    public FeatureHash Add(ReadOnlySpan<char> text)
    {
        FeatureHash hash = this;
        foreach (char c in text)
            hash = hash.Add(c);
        return hash;
    }

    /// <summary>Adds a character of the basic plane (normalised words hold no others).</summary>
    public FeatureHash Add(char c) => c switch
    {
        < '\u0080' => Byte(_value, c),
        < '\u0800' => Byte(Byte(_value, 0xC0 | (c >> 6))._value, 0x80 | (c & 0x3F)),
        _ => Byte(Byte(Byte(_value, 0xE0 | (c >> 12))._value, 0x80 | ((c >> 6) & 0x3F))._value, 0x80 | (c & 0x3F)),
    };

    private static FeatureHash Byte(uint value, int b) => new((value ^ (uint)b) * Prime);
}
