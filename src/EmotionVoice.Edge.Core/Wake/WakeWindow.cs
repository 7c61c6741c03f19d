using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Turns;

namespace EmotionVoice.Edge.Core.Wake;

/// <summary>
/// When the conversation is open: from a wake for as long as the first word may take, while somebody speaks or is
/// being answered, and for the follow-up after an answer. Pure (audio time only).
/// </summary>
public sealed class WakeWindow(WakeOptions options)
{
    private long _until;
    private int _answers;

    public bool IsOpen { get; private set; }

    /// <summary>Why it was opened last.</summary>
    public WakeReason Reason { get; private set; }

    /// <param name="reason">Why.</param>
    /// <param name="at">Audio time, in samples.</param>
    public void Open(WakeReason reason, long at)
    {
        long until = at + AudioFormat.Samples(reason == WakeReason.FollowUp ? options.FollowUp : options.Patience);
        // A wake in the follow-up only lengthens it; the follow-up after an answer counts from the answer's end.
        _until = IsOpen && reason != WakeReason.FollowUp ? Math.Max(_until, until) : until;
        Reason = reason;
        IsOpen = true;
    }

    public void Close() => IsOpen = false;

    /// <summary>Moves on with the sound.</summary>
    /// <param name="now">Audio time, in samples.</param>
    /// <param name="speaking">Whether somebody is in the middle of an utterance.</param>
    /// <param name="turns">What the turn loop is doing.</param>
    public void Advance(long now, bool speaking, in TurnActivity turns)
    {
        bool answered = turns.Answers != _answers;
        _answers = turns.Answers;
        if (answered && IsOpen)
            Open(WakeReason.FollowUp, now);
        // An announcement is being heard, such as a greeting: nobody can begin before its end.
        if (IsOpen && turns is { IsAudible: true, IsBusy: false })
            _until = Math.Max(_until, now + AudioFormat.Samples(options.Patience));
        if (!speaking && !turns.IsBusy && now >= _until)
            Close();
    }
}
