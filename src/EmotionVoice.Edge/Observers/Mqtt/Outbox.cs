using System.Threading.Channels;

namespace EmotionVoice.Edge.Observers.Mqtt;

/// <summary>What may happen to a message while the broker is away.</summary>
internal enum Keeping
{
    /// <summary>The oldest are dropped when there are too many.</summary>
    Telemetry,

    /// <summary>Kept, up to a generous limit.</summary>
    Event,

    /// <summary>Only the newest of a topic counts; published again with every connection.</summary>
    Retained,
}

/// <param name="Topic">Where it goes.</param>
/// <param name="Payload">UTF-8.</param>
/// <param name="Keeping">What may happen to it.</param>
/// <param name="CorrelationData">Of the request that it answers; MQTT 5.</param>
internal sealed record OutgoingMessage(string Topic, byte[] Payload, Keeping Keeping, byte[]? CorrelationData = null);

/// <summary>
/// Messages on their way to the broker, in order. Bounded; what is dropped is counted. Many writers, one reader that
/// takes a message away only when the broker has it.
/// </summary>
internal sealed class Outbox(int telemetryCapacity, int eventCapacity)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<OutgoingMessage> _queue = new();
    private readonly Dictionary<string, OutgoingMessage> _retained = [];
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool _online;
    private int _events;
    private int _others;
    private long _droppedTelemetry;
    private long _droppedEvents;

    public long DroppedTelemetry => Interlocked.Read(ref _droppedTelemetry);

    public long DroppedEvents => Interlocked.Read(ref _droppedEvents);

    /// <summary>No more will be added; what is there still goes.</summary>
    public bool IsComplete { get; private set; }

    public int Waiting
    {
        get { lock (_lock) return _queue.Count; }
    }

    public void Add(OutgoingMessage message)
    {
        lock (_lock)
        {
            if (message.Keeping == Keeping.Retained)
            {
                _retained[message.Topic] = message;
                // While the broker is away its newest value is enough; it is queued when the broker is back.
                if (!_online)
                    return;
            }

            Append(message);
        }

        _changed.Writer.TryWrite(true);
    }

    /// <summary>The broker is there, and may have forgotten everything: what is retained goes first.</summary>
    public void Online()
    {
        lock (_lock)
        {
            _online = true;
            RemoveRetained();
            foreach (OutgoingMessage message in _retained.Values.Reverse())
            {
                _queue.AddFirst(message);
                _others++;
            }
        }

        _changed.Writer.TryWrite(true);
    }

    public void Offline()
    {
        lock (_lock)
        {
            _online = false;
            RemoveRetained();
        }
    }

    public void Complete()
    {
        IsComplete = true;
        _changed.Writer.TryWrite(true);
    }

    /// <summary>The next message; it stays until <see cref="Done"/>.</summary>
    public OutgoingMessage? Peek()
    {
        lock (_lock)
            return _queue.First?.Value;
    }

    public void Done(OutgoingMessage message)
    {
        lock (_lock)
        {
            LinkedListNode<OutgoingMessage>? node = _queue.First;
            while (node is not null && !ReferenceEquals(node.Value, message))
                node = node.Next;
            if (node is not null)
                Remove(node);
        }
    }

    /// <summary>Returns when something may have changed since the last look.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _changed.Reader.ReadAsync(cancellationToken);

    private void Append(OutgoingMessage message)
    {
        _queue.AddLast(message);
        if (message.Keeping == Keeping.Event)
        {
            if (++_events <= eventCapacity)
                return;
            Remove(Oldest(queued => queued.Keeping == Keeping.Event)!);
            Interlocked.Increment(ref _droppedEvents);
        }
        else if (++_others > telemetryCapacity
            && (Oldest(queued => queued.Keeping == Keeping.Telemetry) ?? Oldest(IsOutdated)) is { } oldest)
        {
            Remove(oldest);
            Interlocked.Increment(ref _droppedTelemetry);
        }
    }

    private bool IsOutdated(OutgoingMessage message) => message.Keeping == Keeping.Retained && !ReferenceEquals(_retained[message.Topic], message);

    private LinkedListNode<OutgoingMessage>? Oldest(Func<OutgoingMessage, bool> fits)
    {
        LinkedListNode<OutgoingMessage>? node = _queue.First;
        while (node is not null && !fits(node.Value))
            node = node.Next;
        return node;
    }

    private void Remove(LinkedListNode<OutgoingMessage> node)
    {
        _queue.Remove(node);
        if (node.Value.Keeping == Keeping.Event)
            _events--;
        else
            _others--;
    }

    private void RemoveRetained()
    {
        LinkedListNode<OutgoingMessage>? node = _queue.First;
        while (node is not null)
        {
            LinkedListNode<OutgoingMessage>? next = node.Next;
            if (node.Value.Keeping == Keeping.Retained)
                Remove(node);
            node = next;
        }
    }
}
