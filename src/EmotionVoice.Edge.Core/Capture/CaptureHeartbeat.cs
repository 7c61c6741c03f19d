namespace EmotionVoice.Edge.Core.Capture;

/// <summary>
/// Beats while the capture loop moves: with every frame that the listening loop asks for and gets, and with every attempt
/// to open a lost device again. Any thread.
/// </summary>
public sealed class CaptureHeartbeat(TimeProvider clock)
{
    private const long Never = long.MinValue;

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _last = Never;

    /// <summary>Completes with the first beat.</summary>
    public Task First => _first.Task;

    /// <summary>Time since the last beat; null before the first.</summary>
    public TimeSpan? Age => Interlocked.Read(ref _last) is var last && last == Never ? null : clock.GetElapsedTime(last);

    public void Beat()
    {
        if (Interlocked.Exchange(ref _last, clock.GetTimestamp()) == Never)
            _first.TrySetResult();
    }
}
