using System.Threading.Tasks.Sources;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>
/// Lets one reader sleep until a device's callback has something. Setting it neither blocks nor allocates; being set
/// twice before the reader looks counts once.
/// </summary>
internal sealed class WakeUp : IValueTaskSource
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Set = 2;

    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private int _state;

    /// <summary>Wakes the reader, or keeps its next wait from sleeping.</summary>
    internal void Signal()
    {
        if (Interlocked.Exchange(ref _state, Set) == Waiting)
            _source.SetResult(true);
    }

    /// <summary>Ends at the next signal. One reader, one wait at a time.</summary>
    internal ValueTask WaitAsync()
    {
        _source.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) == Idle)
            return new ValueTask(this, _source.Version);

        Volatile.Write(ref _state, Idle);
        return ValueTask.CompletedTask;
    }

    void IValueTaskSource.GetResult(short token)
    {
        _source.GetResult(token);
        Volatile.Write(ref _state, Idle);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
