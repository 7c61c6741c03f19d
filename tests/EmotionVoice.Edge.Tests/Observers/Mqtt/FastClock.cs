namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>The real clock, so many times faster: minutes of a broker's absence pass in seconds.</summary>
internal sealed class FastClock(int factor) : TimeProvider
{
    private readonly long _start = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _start + (System.GetTimestamp() - _start) * factor;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Fast(dueTime), Fast(period)), Fast);

    private TimeSpan Fast(TimeSpan time) => time > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Max(1, time.TotalMilliseconds / factor)) : time;

    private sealed class FastTimer(ITimer timer, Func<TimeSpan, TimeSpan> fast) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(fast(dueTime), fast(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
