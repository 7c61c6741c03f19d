using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Led.Sheet;

/// <summary>Every motion in every feeling's colour, in both palettes, on one picture.</summary>
public static class ContactSheet
{
    public const int Leds = 16;

    private const int CellWidth = 116, CellHeight = 92, Left = 132, Top = 56, Title = 36, TextScale = 2;
    private const float Radius = 34, Dot = 5.6f;
    private static readonly (byte, byte, byte) s_ground = (17, 17, 20);
    private static readonly (byte, byte, byte) s_unlit = (34, 34, 38);
    private static readonly (byte, byte, byte) s_text = (190, 190, 196);
    private static readonly (byte, byte, byte) s_title = (245, 245, 245);

    /// <summary>The moment that is drawn: breathing, ripple, alarm and comet all stand apart from their ends.</summary>
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(2.1);

    /// <summary>The scene that the sheet shows of a state and a feeling.</summary>
    public static RingScene Scene(RingState state, EmotionLabel label, LedPalette palette) => new(
        state, s_moment, RingPalette.Tint(palette, label, confidence: 0.85f), Level: 0.6f, Readiness: 0.4f);

    public static byte[] ToPng()
    {
        RingState[] states = Enum.GetValues<RingState>();
        LedPalette[] palettes = Enum.GetValues<LedPalette>();
        int block = Title + states.Length * CellHeight;
        Canvas canvas = new(Left + EmotionLabels.Count * CellWidth + 16, Top + palettes.Length * block + 16, s_ground);
        for (int column = 0; column < EmotionLabels.Count; column++)
            canvas.Text(Middle(column) - Canvas.TextWidth(EmotionLabels.Names[column], TextScale) / 2, 20, EmotionLabels.Names[column], TextScale, s_text);

        foreach (LedPalette palette in palettes)
        {
            int y = Top + (int)palette * block;
            canvas.Text(16, y, palette == LedPalette.Standard ? "standard" : "colour-blind safe", TextScale, s_title);
            foreach (RingState state in states)
            {
                int middle = y + Title + (int)state * CellHeight + CellHeight / 2;
                string name = state.ToString().ToLowerInvariant();
                canvas.Text(16, middle - TinyFont.Height, name, TextScale, s_text);
                for (int column = 0; column < EmotionLabels.Count; column++)
                    Ring(canvas, Middle(column), middle, Scene(state, (EmotionLabel)column, palette));
            }
        }

        return canvas.ToPng();
    }

    private static int Middle(int column) => Left + column * CellWidth + CellWidth / 2;

    private static void Ring(Canvas canvas, int x, int y, in RingScene scene)
    {
        Span<LinearRgb> frame = stackalloc LinearRgb[Leds];
        RingAnimation.Draw(scene, s_moment, frame);
        for (int i = 0; i < Leds; i++)
        {
            (float sin, float cos) = MathF.SinCos(2 * MathF.PI * i / Leds);
            float dotX = x + Radius * sin, dotY = y - Radius * cos;
            (byte R, byte G, byte B) light = frame[i].ToSrgb();
            canvas.Disc(dotX, dotY, Dot + 1, s_unlit);
            canvas.Disc(dotX, dotY, Dot, light);
        }
    }
}
