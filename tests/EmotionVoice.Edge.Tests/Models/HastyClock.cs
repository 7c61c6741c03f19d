using System.Collections.Concurrent;

namespace EmotionVoice.Edge.Tests.Models;

/// <summary>Timers run a thousand times faster than they were asked for; what was asked for is kept.</summary>
internal sealed class HastyClock : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
            Waits.Enqueue(dueTime);
        return new HastyTimer(System.CreateTimer(callback, state, Hasten(dueTime), Hasten(period)));
    }

    private static TimeSpan Hasten(TimeSpan time) => time > TimeSpan.Zero ? time / 1000 : time;

    private sealed class HastyTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Hasten(dueTime), Hasten(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
