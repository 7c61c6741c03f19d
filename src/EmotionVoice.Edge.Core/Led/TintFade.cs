namespace EmotionVoice.Edge.Core.Led;

/// <summary>One colour becomes another. Starting anew in the middle goes on from the colour just shown.</summary>
internal readonly record struct TintFade(LinearRgb From, LinearRgb To, TimeSpan Start, TimeSpan Duration)
{
    public LinearRgb At(TimeSpan now) => LinearRgb.Mix(From, To, Share(Start, Duration, now));

    public TintFade Towards(LinearRgb to, TimeSpan now, TimeSpan duration) => to == To ? this : new TintFade(At(now), to, now, duration);

    /// <summary>0 before, 1 after, with a soft start and a soft end.</summary>
    public static float Share(TimeSpan start, TimeSpan duration, TimeSpan now)
    {
        if (now - start >= duration)
            return 1;
        float t = Math.Clamp((float)((now - start) / duration), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
