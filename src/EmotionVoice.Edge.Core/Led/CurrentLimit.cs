namespace EmotionVoice.Edge.Core.Led;

/// <summary>
/// Keeps a frame within what the supply can give. A WS2812B draws up to 20 mA a channel, in proportion to its value, and
/// about 1 mA when dark (Worldsemi's data sheet gives 0.6 to 1 mA for the chip). Pure.
/// </summary>
public static class CurrentLimit
{
    public const double MilliampsAChannel = 20;
    public const double DarkMilliampsAnLed = 1;

    /// <summary>What a frame draws, in mA.</summary>
    public static double Milliamps(ReadOnlySpan<Rgb> frame) =>
        frame.Length * DarkMilliampsAnLed + Sum(frame) * MilliampsAChannel / 255;

    /// <summary>Scales all LEDs by the same factor where the frame draws more than the budget.</summary>
    /// <returns>The factor, 1 when nothing was changed.</returns>
    public static double Apply(Span<Rgb> frame, double budgetMilliamps)
    {
        double light = Math.Max(0, budgetMilliamps - frame.Length * DarkMilliampsAnLed);
        long sum = Sum(frame);
        double wanted = sum * MilliampsAChannel / 255;
        if (wanted <= light)
            return 1;

        // Rounding down: the sum of the parts stays below the scaled sum.
        double factor = light / wanted;
        for (int i = 0; i < frame.Length; i++)
            frame[i] = new Rgb((byte)(frame[i].R * factor), (byte)(frame[i].G * factor), (byte)(frame[i].B * factor));
        return factor;
    }

    private static long Sum(ReadOnlySpan<Rgb> frame)
    {
        long sum = 0;
        foreach (Rgb led in frame)
            sum += led.R + led.G + led.B;
        return sum;
    }
}
