namespace EmotionVoice.Edge.Observers.Mqtt;

/// <summary>Why there is no connection.</summary>
internal enum LinkFailure
{
    /// <summary>No broker answers.</summary>
    Unreachable,

    /// <summary>The broker is there and refuses this device: trying again soon won't help.</summary>
    Refused,

    /// <summary>There was a connection, and it was lost.</summary>
    Lost,
}

/// <summary>
/// How long to wait before the next attempt. Pure. Doubles from attempt to attempt, with jitter so that a wall of
/// devices doesn't come back in step. A refusal waits longer: at most five attempts in the first minute.
/// </summary>
/// <param name="random">Returns numbers in [0, 1).</param>
internal sealed class ReconnectPolicy(Func<double> random)
{
    /// <summary>A connection that lasted this long was a good one: the next loss starts from the shortest wait.</summary>
    public static readonly TimeSpan Stable = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_firstRefused = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestRefused = TimeSpan.FromMinutes(5);
    private const double Jitter = 0.2;

    private int _failures;

    /// <summary>Counts a failure and returns the wait after it.</summary>
    public TimeSpan After(LinkFailure failure)
    {
        (TimeSpan first, TimeSpan longest) = failure == LinkFailure.Refused ? (s_firstRefused, s_longestRefused) : (s_first, s_longest);
        double seconds = Math.Min(longest.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(_failures++, 20)));
        return TimeSpan.FromSeconds(seconds * (1 - Jitter + 2 * Jitter * random()));
    }

    /// <summary>A connection ended.</summary>
    public void Ended(TimeSpan lasted)
    {
        if (lasted >= Stable)
            _failures = 0;
    }
}
