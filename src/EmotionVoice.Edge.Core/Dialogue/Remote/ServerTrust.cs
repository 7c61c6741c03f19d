namespace EmotionVoice.Edge.Core.Dialogue.Remote;

/// <summary>
/// Whether a server is worth asking: not after a failure, until a trial went well. Every failure since the last reply makes
/// the next trial wait twice as long. Pure; times are handed in.
/// </summary>
/// <param name="first">From the first failure to the trial.</param>
/// <param name="longest">No trial waits longer.</param>
public sealed class ServerTrust(TimeSpan first, TimeSpan longest)
{
    private int _failures;
    private TimeSpan _trialAt;
    private bool _isLost;

    /// <summary>A turn may ask it.</summary>
    public bool IsTrusted { get; private set; } = true;

    /// <summary>Whether a trial is due.</summary>
    public bool IsTrialDue(TimeSpan now) => !IsTrusted && now >= _trialAt;

    /// <summary>It gave no reply, or none in time.</summary>
    /// <returns>True when that is news.</returns>
    public bool Failed(TimeSpan now)
    {
        IsTrusted = false;
        _trialAt = now + TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(_failures++, 20))));
        bool news = !_isLost;
        _isLost = true;
        return news;
    }

    /// <summary>A trial went well. What it is worth, the next turn shows: until then the failures count.</summary>
    public void TrialPassed() => IsTrusted = true;

    /// <summary>It replied.</summary>
    /// <returns>True when that is news.</returns>
    public bool Replied()
    {
        IsTrusted = true;
        _failures = 0;
        bool news = _isLost;
        _isLost = false;
        return news;
    }
}
