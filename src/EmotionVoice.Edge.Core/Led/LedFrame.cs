namespace EmotionVoice.Edge.Core.Led;

/// <summary>From light to what the LEDs are sent. Pure.</summary>
public static class LedFrame
{
    // Less light than this is darkness.
    private const float Dark = 0.1f / 255;

    /// <param name="light">[LEDs]</param>
    /// <param name="brightness">In [0, 1].</param>
    /// <param name="budgetMilliamps">See <see cref="CurrentLimit"/>.</param>
    /// <param name="frame">[LEDs]</param>
    public static void Encode(ReadOnlySpan<LinearRgb> light, float brightness, double budgetMilliamps, Span<Rgb> frame)
    {
        for (int i = 0; i < light.Length; i++)
            frame[i] = Encode(light[i].Times(brightness));
        CurrentLimit.Apply(frame, budgetMilliamps);
    }

    private static Rgb Encode(LinearRgb light)
    {
        Rgb led = new(Duty(light.R), Duty(light.G), Duty(light.B));
        if (led != default || light.Strongest < Dark)
            return led;
        // Dimmed, not out: the strongest channel keeps the least step that there is.
        return light.R == light.Strongest ? new Rgb(1, 0, 0) : light.G == light.Strongest ? new Rgb(0, 1, 0) : new Rgb(0, 0, 1);
    }

    private static byte Duty(float light) => (byte)MathF.Round(255 * Math.Clamp(light, 0, 1));
}
