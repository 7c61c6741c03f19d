using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Benchmarks.Conversations;

/// <summary>What happened, and when by the room's count of samples.</summary>
/// <param name="now">Position of the room.</param>
internal sealed class ConversationLog(Func<long> now) : IConversationObserver
{
    private readonly Lock _lock = new();
    private readonly List<(long At, ConversationEvent Event)> _events = [];
    private bool _hearing;

    public string Name => "bench";

    /// <summary>Somebody is being heard whose utterance isn't over.</summary>
    public bool IsHearing
    {
        get { lock (_lock) return _hearing; }
    }

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        await foreach (ConversationEvent happened in events)
        {
            // Meters and words in the making would fill it.
            if (happened is SoundHeard or SpeakingLevel or TranscriptPartial)
                continue;
            lock (_lock)
            {
                _events.Add((now(), happened));
                _hearing = happened switch { SpeechStarted => true, SpeechEnded => false, _ => _hearing };
            }
        }
    }

    /// <summary>The events of a kind that were told within [from, to), in their order.</summary>
    public T[] Between<T>(long from, long to = long.MaxValue) where T : ConversationEvent
    {
        lock (_lock)
            return [.. _events.Where(happened => happened.At >= from && happened.At < to).Select(happened => happened.Event).OfType<T>()];
    }

    /// <summary>Turns that came to an end since a position, answered or not.</summary>
    public int TurnsSince(long from)
    {
        lock (_lock)
            return _events.Count(happened => happened.At >= from && happened.Event is TurnCompleted or TurnIgnored or TurnFailed);
    }
}
