using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Api.Work;

/// <summary>
/// Whether somebody speaks to the device itself: then the engines are theirs. Any thread; an event's age, some
/// milliseconds, is all that it is late.
/// </summary>
internal sealed class LocalTurn : IConversationObserver, IDisposable
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _free;
    private CancellationTokenSource _begun = new();

    public string Name => "local turn";

    /// <summary>Fires when the next turn begins; has fired while one is going on.</summary>
    public CancellationToken Begun
    {
        get
        {
            lock (_lock)
                return _begun.Token;
        }
    }

    /// <summary>Waits while a turn is going on.</summary>
    public Task WhenFreeAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _free?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
    }

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        await foreach (ConversationEvent happened in events)
            Take(happened);
    }

    public void Take(ConversationEvent happened)
    {
        switch (happened)
        {
            case StateChanged { State: ConversationState.Hearing or ConversationState.Thinking or ConversationState.Speaking }:
                Begin();
                break;
            case StateChanged { State: ConversationState.Idle or ConversationState.Listening }:
            case SpeechEnded { IsUtterance: false }:
                End();
                break;
        }
    }

    private void Begin()
    {
        CancellationTokenSource begun;
        lock (_lock)
        {
            if (_free is not null)
                return;
            _free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            begun = _begun;
        }

        // Callbacks of engines: not under the lock.
        begun.Cancel();
    }

    private void End()
    {
        TaskCompletionSource? free;
        lock (_lock)
        {
            (free, _free) = (_free, null);
            if (free is null)
                return;
            // The one that fired is left to the garbage collector: somebody may still look at it.
            _begun = new CancellationTokenSource();
        }

        free.TrySetResult();
    }

    public void Dispose() => _begun.Dispose();
}
