namespace EmotionVoice.Edge.Core.Led;

/// <summary>What remains of the brightness at night. Pure.</summary>
public static class NightDimming
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>Dusk and dawn, inside the night: the ring never jumps.</summary>
    private static readonly TimeSpan s_twilight = TimeSpan.FromMinutes(5);

    /// <param name="options">Night and its level.</param>
    /// <param name="mode">By the clock or not.</param>
    /// <param name="timeOfDay">Local time.</param>
    /// <returns>1 by day, <see cref="LedRingOptions.NightLevel"/> at night.</returns>
    public static float Factor(LedRingOptions options, NightMode mode, TimeSpan timeOfDay)
    {
        float night = mode switch
        {
            NightMode.Always => 1,
            NightMode.Never => 0,
            _ => Darkness(options.NightFrom, options.NightTo, timeOfDay),
        };
        return 1 - night * (1 - (float)options.NightLevel);
    }

    private static float Darkness(TimeSpan from, TimeSpan to, TimeSpan now)
    {
        TimeSpan length = Wrap(to - from);
        TimeSpan since = Wrap(now - from);
        if (since >= length)
            return 0;
        TimeSpan edge = since < length - since ? since : length - since;
        return (float)Math.Min(1, edge / s_twilight);
    }

    private static TimeSpan Wrap(TimeSpan time) => time < TimeSpan.Zero ? time + s_day : time;
}
