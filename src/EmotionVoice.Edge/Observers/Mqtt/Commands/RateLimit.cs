namespace EmotionVoice.Edge.Observers.Mqtt.Commands;

/// <summary>So many a second, with a reserve for bursts. Pure: times come in as arguments. One thread.</summary>
internal sealed class RateLimit(double perSecond, int burst)
{
    private double _left = burst;
    private TimeSpan _at;

    /// <summary>True when one more, or so many more, are allowed at that time.</summary>
    public bool Allows(TimeSpan at, int more = 1)
    {
        _left = Math.Min(burst, _left + Math.Max(0, (at - _at).TotalSeconds) * perSecond);
        _at = at;
        if (_left < more)
            return false;
        _left -= more;
        return true;
    }
}
