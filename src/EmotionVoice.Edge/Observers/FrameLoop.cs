namespace EmotionVoice.Edge.Observers;

/// <summary>
/// Draws frames at a steady rate on a thread of its own: a bus or a terminal that blocks holds up nothing else, not even
/// the thread pool. Frames that came due meanwhile are skipped.
/// </summary>
internal sealed class FrameLoop : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly Action<int> _draw;
    private readonly AutoResetEvent _wake = new(false);
    private readonly ITimer _timer;
    private readonly Thread _thread;
    private int _due;
    private volatile bool _stopping;

    /// <param name="name">Of the thread.</param>
    /// <param name="clock">Says when frames are due.</param>
    /// <param name="period">Between frames.</param>
    /// <param name="draw">Draws one frame; is told how many were skipped before it. Must not throw.</param>
    public FrameLoop(string name, TimeProvider clock, TimeSpan period, Action<int> draw)
    {
        _draw = draw;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
        _timer = clock.CreateTimer(_ => Due(), null, period, period);
    }

    /// <summary>Stops; when a frame is stuck, its thread is left behind.</summary>
    /// <returns>Whether the last frame has been drawn, so that others may draw now.</returns>
    public bool Stop()
    {
        _timer.Dispose();
        _stopping = true;
        _wake.Set();
        return _thread.Join(s_patience);
    }

    public void Dispose()
    {
        if (Stop())
            _wake.Dispose();
    }

    private void Due()
    {
        Interlocked.Increment(ref _due);
        if (!_stopping)
            _wake.Set();
    }

    private void Run()
    {
        while (_wake.WaitOne() && !_stopping)
            if (Interlocked.Exchange(ref _due, 0) is > 0 and int due)
                _draw(due - 1);
    }
}
