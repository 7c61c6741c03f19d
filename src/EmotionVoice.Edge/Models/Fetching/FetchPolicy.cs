namespace EmotionVoice.Edge.Models.Fetching;

/// <summary>How patient a fetch is.</summary>
internal sealed record FetchPolicy
{
    /// <summary>Tries after the first one, per address. Default 5.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Wait before the first retry; it doubles each time, with jitter. Default 1 s.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait, also when the server asks for more. Default 30 s.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A server that sends nothing for so long has hung up. Default 30 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a fetch looks whether another one of the same model is through. Default 250 ms.</summary>
    public TimeSpan LockPoll { get; init; } = TimeSpan.FromMilliseconds(250);
}
