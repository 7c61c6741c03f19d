using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Led;

/// <summary>Colours of feelings and signals.</summary>
public static class RingPalette
{
    /// <summary>The microphone is off. Of the red end, yet not so deep that it is dark without red cones.</summary>
    public static LinearRgb Muted { get; } = LinearRgb.FromSrgb(255, 48, 0);

    public static LinearRgb Error { get; } = LinearRgb.FromSrgb(255, 150, 0);

    public static LinearRgb Ready { get; } = LinearRgb.FromSrgb(255, 244, 229);

    // In label order.
    private static readonly LinearRgb[] s_standard =
    [
        LinearRgb.FromSrgb(255, 24, 0), LinearRgb.FromSrgb(96, 200, 0), LinearRgb.FromSrgb(128, 0, 255),
        LinearRgb.FromSrgb(255, 190, 0), LinearRgb.FromSrgb(255, 214, 170), LinearRgb.FromSrgb(255, 80, 170),
        LinearRgb.FromSrgb(0, 60, 255), LinearRgb.FromSrgb(0, 230, 230), LinearRgb.FromSrgb(120, 130, 150),
    ];

    // Found by search for the largest least distance (CIELAB) over all pairs, seen with all cones, without red ones and
    // without green ones, within each feeling's range of hues and bright enough for an LED at idle; see RingPaletteTests.
    private static readonly LinearRgb[] s_colourBlindSafe =
    [
        LinearRgb.FromSrgb(162, 20, 15), LinearRgb.FromSrgb(122, 200, 70), LinearRgb.FromSrgb(86, 9, 159),
        LinearRgb.FromSrgb(252, 250, 48), LinearRgb.FromSrgb(251, 232, 183), LinearRgb.FromSrgb(250, 83, 233),
        LinearRgb.FromSrgb(20, 35, 242), LinearRgb.FromSrgb(121, 254, 255), LinearRgb.FromSrgb(135, 145, 153),
    ];

    /// <summary>A feeling's colour at full confidence.</summary>
    public static LinearRgb Of(LedPalette palette, EmotionLabel label) =>
        (palette == LedPalette.ColourBlindSafe ? s_colourBlindSafe : s_standard)[(int)label];

    /// <summary>A feeling's colour, the paler the less sure.</summary>
    /// <param name="palette">Which colours.</param>
    /// <param name="label">The feeling.</param>
    /// <param name="confidence">In [0, 1].</param>
    public static LinearRgb Tint(LedPalette palette, EmotionLabel label, float confidence)
    {
        LinearRgb pure = Of(palette, label);
        LinearRgb pale = new(pure.Strongest, pure.Strongest, pure.Strongest);
        // Light of three channels outweighs that of one: by the root, a half-sure feeling still has its hue.
        return LinearRgb.Mix(pale, pure, MathF.Sqrt(Math.Clamp(confidence, 0, 1)));
    }
}
