using System.Threading.Channels;

namespace EmotionVoice.Edge.Core.Pipeline;

/// <summary>Reads what happens, from a queue of its own; it can neither throw into nor slow the conversation.</summary>
public interface IConversationObserver
{
    string Name { get; }

    Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken);
}

/// <summary>Hands every event to every subscriber. Publishing never waits.</summary>
public sealed class ConversationEvents
{
    private readonly Lock _lock = new();
    private Subscription[] _subscriptions = [];

    public void Publish(ConversationEvent conversationEvent)
    {
        foreach (Subscription subscription in Volatile.Read(ref _subscriptions))
            subscription.Offer(conversationEvent);
    }

    /// <summary>Begins to queue events for one reader; the oldest go first when it is slow.</summary>
    public Subscription Subscribe(int capacity = 1_024)
    {
        Subscription subscription = new(this, capacity);
        lock (_lock)
            Volatile.Write(ref _subscriptions, [.. _subscriptions, subscription]);
        return subscription;
    }

    /// <summary>One reader's queue.</summary>
    public sealed class Subscription : IDisposable
    {
        private readonly ConversationEvents _owner;
        private readonly Channel<ConversationEvent> _queue;
        private long _dropped;

        internal Subscription(ConversationEvents owner, int capacity)
        {
            _owner = owner;
            _queue = Channel.CreateBounded<ConversationEvent>(
                new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
                _ => Interlocked.Increment(ref _dropped));
        }

        /// <summary>Events lost because the reader was slow.</summary>
        public long Dropped => Interlocked.Read(ref _dropped);

        public IAsyncEnumerable<ConversationEvent> ReadAllAsync(CancellationToken cancellationToken = default) => _queue.Reader.ReadAllAsync(cancellationToken);

        internal void Offer(ConversationEvent conversationEvent) => _queue.Writer.TryWrite(conversationEvent);

        public void Dispose()
        {
            lock (_owner._lock)
                Volatile.Write(ref _owner._subscriptions, [.. _owner._subscriptions.Where(subscription => subscription != this)]);
            _queue.Writer.TryComplete();
        }
    }
}
