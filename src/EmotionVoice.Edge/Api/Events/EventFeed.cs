using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Api.Events;

/// <summary>One message as it is sent to everybody.</summary>
/// <param name="Seq">Grows by one; meters share the number of the message before them.</param>
/// <param name="At">When.</param>
/// <param name="IsMeter">For meters.</param>
/// <param name="Utf8">A JSON object.</param>
internal sealed record EventMessage(long Seq, DateTimeOffset At, bool IsMeter, ReadOnlyMemory<byte> Utf8);

/// <summary>
/// Hands what happens to every connected observer and keeps the last minutes for new ones. Each has a bounded queue; who
/// is slower than that is cut off, and neither the conversation nor anybody else waits. Any thread.
/// </summary>
internal sealed class EventFeed(ApiOptions options, TimeProvider clock, ILogger<EventFeed> log) : IConversationObserver
{
    /// <summary>Messages that may wait for one observer; a turn is some twenty.</summary>
    public const int Queue = 512;

    /// <summary>However long a time is asked for, no more is kept.</summary>
    public const int MostKept = 4_000;

    private readonly Lock _lock = new();
    private readonly Queue<EventMessage> _kept = [];
    private readonly List<Observer> _observers = [];
    private long _seq;
    private long _cut;

    public string Name => "events";

    public int Observers
    {
        get
        {
            lock (_lock)
                return _observers.Count;
        }
    }

    /// <summary>Observers that were cut off because they read too slowly.</summary>
    public long Cut => Interlocked.Read(ref _cut);

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        await foreach (ConversationEvent happened in events)
            Take(happened);
    }

    public void Take(ConversationEvent happened)
    {
        bool meter = EventMessages.IsMeter(happened);
        lock (_lock)
        {
            if (meter && !_observers.Exists(observer => observer.Meters))
                return;
            EventMessage message = Write(happened, meter);
            if (!meter)
                Keep(message);
            for (int i = _observers.Count - 1; i >= 0; i--)
            {
                if ((meter && !_observers[i].Meters) || _observers[i].Offer(message))
                    continue;
                _observers[i].CutOff();
                _observers.RemoveAt(i);
                Interlocked.Increment(ref _cut);
                log.ObserverCut();
            }
        }
    }

    /// <summary>Begins to queue messages for one observer, those kept that are newer than <paramref name="since"/> first.</summary>
    /// <returns>Null when too many observe.</returns>
    public Observer? Connect(long since, bool meters)
    {
        lock (_lock)
        {
            if (_observers.Count >= options.MaxObservers)
                return null;
            Forget();
            // A number of a daemon that ran before means nothing here.
            long from = since > _seq ? 0 : since;
            Observer observer = new(this, [.. _kept.Where(message => message.Seq > from)], _seq, meters);
            _observers.Add(observer);
            return observer;
        }
    }

    private void Disconnect(Observer observer)
    {
        lock (_lock)
            _observers.Remove(observer);
    }

    private EventMessage Write(ConversationEvent happened, bool meter)
    {
        DateTimeOffset at = clock.GetUtcNow();
        long seq = meter ? _seq : ++_seq;
        (string type, JsonObject? data) = EventMessages.Of(happened);
        JsonObject message = new() { ["seq"] = seq, ["at"] = at, ["type"] = type };
        if (data is not null)
            message["data"] = data;
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
            message.WriteTo(writer);
        return new EventMessage(seq, at, meter, bytes.ToArray());
    }

    private void Keep(EventMessage message)
    {
        _kept.Enqueue(message);
        Forget();
    }

    private void Forget()
    {
        DateTimeOffset oldest = clock.GetUtcNow() - options.Replay;
        while (_kept.Count > MostKept || (_kept.TryPeek(out EventMessage? first) && first.At <= oldest))
            _kept.Dequeue();
    }

    /// <summary>One observer's messages.</summary>
    internal sealed class Observer(EventFeed feed, IReadOnlyList<EventMessage> replay, long last, bool meters) : IDisposable
    {
        private readonly Channel<EventMessage> _queue = Channel.CreateBounded<EventMessage>(new BoundedChannelOptions(Queue) { SingleReader = true });
        private readonly CancellationTokenSource _cut = new();

        /// <summary>What happened before.</summary>
        public IReadOnlyList<EventMessage> Replay => replay;

        /// <summary>Number of the newest message at the time of the connection.</summary>
        public long Last => last;

        public bool Meters => meters;

        /// <summary>Fires when the observer was too slow.</summary>
        public CancellationToken TooSlow => _cut.Token;

        public IAsyncEnumerable<EventMessage> ReadAllAsync(CancellationToken cancellationToken) => _queue.Reader.ReadAllAsync(cancellationToken);

        internal bool Offer(EventMessage message) => _queue.Writer.TryWrite(message);

        // Callbacks of the token close a connection: not under the feed's lock.
        internal void CutOff() => _ = _cut.CancelAsync();

        public void Dispose()
        {
            feed.Disconnect(this);
            _queue.Writer.TryComplete();
        }
    }
}
