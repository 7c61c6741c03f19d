namespace EmotionVoice.Edge.Core.Led;

/// <summary>A colour of light, each channel in [0, 1] of what an LED can give. Adding light is adding these numbers.</summary>
public readonly record struct LinearRgb(float R, float G, float B)
{
    public static LinearRgb Black { get; }

    public float Strongest => MathF.Max(R, MathF.Max(G, B));

    public LinearRgb Times(float factor) => new(R * factor, G * factor, B * factor);

    /// <param name="from">The colour at 0.</param>
    /// <param name="to">The colour at 1.</param>
    /// <param name="share">In [0, 1].</param>
    public static LinearRgb Mix(LinearRgb from, LinearRgb to, float share) =>
        new(from.R + (to.R - from.R) * share, from.G + (to.G - from.G) * share, from.B + (to.B - from.B) * share);

    /// <summary>From the numbers that screens and colour pickers use (IEC 61966-2-1).</summary>
    public static LinearRgb FromSrgb(byte r, byte g, byte b) => new(Linear(r), Linear(g), Linear(b));

    /// <summary>From what an LED is sent.</summary>
    public static LinearRgb FromLed(Rgb led) => new(led.R / 255f, led.G / 255f, led.B / 255f);

    /// <summary>How a screen shows this light (IEC 61966-2-1).</summary>
    public (byte R, byte G, byte B) ToSrgb() => (Screen(R), Screen(G), Screen(B));

    private static float Linear(byte value)
    {
        float v = value / 255f;
        return v <= 0.04045f ? v / 12.92f : MathF.Pow((v + 0.055f) / 1.055f, 2.4f);
    }

    private static byte Screen(float light)
    {
        float v = Math.Clamp(light, 0, 1);
        return (byte)MathF.Round(255 * (v <= 0.0031308f ? 12.92f * v : 1.055f * MathF.Pow(v, 1 / 2.4f) - 0.055f));
    }
}
