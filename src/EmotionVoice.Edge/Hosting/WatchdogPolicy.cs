using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Hosting;

/// <summary>Whether the daemon really lives: the capture loop moves and a turn gets on. Pure.</summary>
/// <param name="turnLimit">How long a turn may show no progress.</param>
internal sealed class WatchdogPolicy(TimeSpan turnLimit)
{
    /// <summary>Frames come every 32 ms, and attempts to open a lost device every few seconds.</summary>
    public static TimeSpan CaptureLimit { get; } = TimeSpan.FromSeconds(10);

    private TimeSpan? _progress;

    /// <summary>Notes what a turn has done.</summary>
    public void Take(ConversationEvent happened, TimeSpan now)
    {
        switch (happened)
        {
            case StateChanged { State: ConversationState.Thinking or ConversationState.Speaking }:
            case TranscriptReady or EmotionReady or ReplySentence or SpeakingStarted:
                _progress = now;
                break;
            case StateChanged { State: ConversationState.Listening }:
            case TurnCompleted or TurnFailed or TurnIgnored:
                _progress = null;
                break;
        }
    }

    /// <summary>Null when all is well, else what hangs, in words.</summary>
    /// <param name="now">On the same clock as the events.</param>
    /// <param name="captureAge">Time since the capture loop last moved; null when it never has.</param>
    /// <param name="live">False for a recording, which waits while a turn is answered.</param>
    public string? Trouble(TimeSpan now, TimeSpan? captureAge, bool live)
    {
        if (_progress is { } progress && now - progress > turnLimit)
            return $"A turn has made no progress for {(now - progress).TotalSeconds:F0} s";
        if (_progress is not null && !live)
            return null;
        return captureAge switch
        {
            null => "The microphone has not given a frame yet",
            { } age when age > CaptureLimit => $"The capture loop has not moved for {age.TotalSeconds:F0} s",
            _ => null,
        };
    }
}
