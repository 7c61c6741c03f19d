using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>Forgets the conversation once nobody has said anything for a while.</summary>
/// <param name="options">How long.</param>
/// <param name="control">Forgets.</param>
/// <param name="clock">Measures the silence.</param>
/// <param name="conversation">May go on from before a restart; null: it is a new one.</param>
public sealed class ForgetAfterSilence(DialogueOptions options, IDeviceControl control, TimeProvider clock, Conversation? conversation = null) : IConversationObserver, IDisposable
{
    private readonly SemaphoreSlim _remembers = new(conversation is { Exchanges.Count: > 0 } ? 1 : 0, 1);
    private long _lastHeard = clock.GetTimestamp();
    private int _busy;

    public string Name => "forget";

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task forgetting = ForgetAsync(stop.Token);
        try
        {
            await foreach (ConversationEvent happened in events)
                Take(happened);
        }
        finally
        {
            await stop.CancelAsync();
            await EndOf(forgetting, stop.Token);
        }
    }

    public void Dispose() => _remembers.Dispose();

    private void Take(ConversationEvent happened)
    {
        switch (happened)
        {
            case StateChanged changed:
                Volatile.Write(ref _busy, changed.State is ConversationState.Hearing or ConversationState.Thinking or ConversationState.Speaking ? 1 : 0);
                break;
            // The gate closed in the middle of a sentence: no state follows.
            case SpeechEnded { IsUtterance: false }:
                Volatile.Write(ref _busy, 0);
                break;
            case EmotionReady or TurnCompleted:
                // An unanswered question is remembered too, in the mood.
                if (_remembers.CurrentCount == 0)
                    _remembers.Release();
                break;
            case SpeechStarted:
                break;
            default:
                return;
        }

        Interlocked.Exchange(ref _lastHeard, clock.GetTimestamp());
    }

    private async Task ForgetAsync(CancellationToken stopping)
    {
        while (true)
        {
            await _remembers.WaitAsync(stopping);
            TimeSpan left;
            while ((left = Left()) > TimeSpan.Zero)
                await Task.Delay(left, clock, stopping);
            // What was added meanwhile goes with the rest.
            _remembers.Wait(0, stopping);
            await control.ForgetAsync(stopping);
        }
    }

    private static async Task EndOf(Task forgetting, CancellationToken stopped)
    {
        try
        {
            await forgetting;
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
        }
    }

    private TimeSpan Left() => Volatile.Read(ref _busy) == 1
        ? options.ForgetAfter
        : options.ForgetAfter - clock.GetElapsedTime(Interlocked.Read(ref _lastHeard));
}
