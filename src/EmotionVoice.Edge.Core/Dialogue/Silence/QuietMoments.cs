using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Core.Dialogue.Silence;

/// <summary>
/// Tells when nobody speaks, so that what the device has to say of its own accord doesn't come into somebody's words.
/// Waiting: any thread.
/// </summary>
public sealed class QuietMoments(TimeProvider clock) : IConversationObserver
{
    /// <summary>Silence that makes a pause; by then the turn that just ended has the floor.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>A television talks all evening.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hearing;
    private long? _quietSince; // null: nobody has spoken yet

    public string Name => "quiet moments";

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        await foreach (ConversationEvent happened in events)
            if (happened is SpeechStarted or SpeechEnded)
                Change(happened is SpeechStarted);
    }

    /// <summary>Waits for a pause, but no longer than <see cref="Longest"/>.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(Longest, clock);
        while (true)
        {
            TimeSpan left;
            Task changed;
            lock (_lock)
            {
                changed = _changed.Task;
                left = _hearing ? Timeout.InfiniteTimeSpan : _quietSince is { } since && Pause - clock.GetElapsedTime(since) is { Ticks: > 0 } rest ? rest : TimeSpan.Zero;
            }

            if (left == TimeSpan.Zero || limit.IsCancellationRequested)
                return;
            using CancellationTokenSource wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            await Task.WhenAny(changed, Task.Delay(left, clock, wait.Token));
            await wait.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private void Change(bool hearing)
    {
        lock (_lock)
        {
            _hearing = hearing;
            _quietSince = clock.GetTimestamp();
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
