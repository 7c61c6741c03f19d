using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Led;
using Spectre.Console;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>Colours of the drawing; feelings have those of the ring.</summary>
internal static class Paint
{
    public static Style Quiet { get; } = new(Color.Grey);

    public static Style Strong { get; } = new(decoration: Decoration.Bold);

    public static Style Words { get; } = new(Color.Aqua);

    public static Style Reply { get; } = new(Color.Green);

    public static Style Bad { get; } = new(Color.Red);

    public static Style Warning { get; } = new(Color.Yellow);

    public static Style Of(LedPalette palette, EmotionLabel label) => Of(RingPalette.Of(palette, label));

    public static Style Of(LinearRgb light)
    {
        (byte r, byte g, byte b) = light.ToSrgb();
        return new Style(new Color(r, g, b));
    }
}
