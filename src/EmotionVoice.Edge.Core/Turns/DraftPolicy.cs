namespace EmotionVoice.Edge.Core.Turns;

/// <summary>
/// When an answer is begun although the speaker may go on. Each one that was thrown away makes the next in the same
/// utterance wait half as long again, and their number is limited. Pure; used only by the listening loop.
/// </summary>
public sealed class DraftPolicy(TurnOptions options)
{
    private const double BackOff = 1.5;

    private int _drafts;
    private bool _open;

    /// <summary>A new utterance.</summary>
    public void Reset() => (_drafts, _open) = (0, false);

    /// <summary>True once, when it is time to begin.</summary>
    /// <param name="silence">Since the speaker paused.</param>
    public bool ShouldBegin(TimeSpan silence)
    {
        if (_open || options.EarlyAfter == TimeSpan.Zero || _drafts >= options.MaxDrafts || silence < options.EarlyAfter * Math.Pow(BackOff, _drafts))
            return false;
        _drafts++;
        return _open = true;
    }

    /// <summary>The speaker went on. True when an answer had been begun.</summary>
    public bool WentOn()
    {
        bool discarded = _open;
        _open = false;
        return discarded;
    }
}
