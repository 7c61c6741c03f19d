using System.Threading.Channels;
using EmotionVoice.Edge.Core.Wake;

namespace EmotionVoice.Edge.Devices.Button;

/// <summary>
/// Gives edges and the clock's ticks to <see cref="ButtonGestures"/> and queues what it tells. Edges come on a driver's
/// thread, ticks on a timer's.
/// </summary>
internal sealed class ButtonWatch : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ButtonGestures _gestures;
    private readonly TimeProvider _clock;
    private readonly Func<bool> _readDown;
    private readonly ITimer _timer;
    private readonly long _start;
    private bool _seen;

    // Nobody presses sixteen times unheard; then the oldest presses mean nothing any more.
    private readonly Channel<ButtonGesture> _queue = Channel.CreateBounded<ButtonGesture>(
        new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <param name="options">Times.</param>
    /// <param name="clock">Tells when edges come.</param>
    /// <param name="readDown">Whether the button is down now.</param>
    internal ButtonWatch(ButtonOptions options, TimeProvider clock, Func<bool> readDown)
    {
        _gestures = new ButtonGestures(options);
        _clock = clock;
        _readDown = readDown;
        _start = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _seen = readDown();
        _gestures.Begin(_seen);
    }

    internal ChannelReader<ButtonGesture> Gestures => _queue.Reader;

    /// <summary>
    /// Something may have changed. The level is read instead of taken from an edge: the kernel drops edges of a contact
    /// that bounces too fast, and a lost last edge would look like a hold.
    /// </summary>
    internal void Look()
    {
        lock (_lock)
        {
            TimeSpan now = _clock.GetElapsedTime(_start);
            bool down = _readDown();
            if (down != _seen)
            {
                _seen = down;
                // Where a hold is about to be told, the button was let go before that.
                Tell(_gestures.Edge(down, _gestures.Due <= now ? _gestures.Due.Value - TimeSpan.FromTicks(1) : now));
            }

            Tell(_gestures.Advance(now));
            if (_gestures.Due is { } due)
                _timer.Change(due - now, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Tell(IReadOnlyList<ButtonGesture> gestures)
    {
        foreach (ButtonGesture gesture in gestures)
            _queue.Writer.TryWrite(gesture);
    }
}
