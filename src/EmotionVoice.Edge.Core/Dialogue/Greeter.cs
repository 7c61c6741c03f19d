using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>Greets who has woken the device and waits. Who speaks at once is greeted before the first answer instead.</summary>
public sealed class Greeter(DialogueOptions options, Conversation conversation, IDeviceControl control, TimeProvider clock, ILogger<Greeter> log) : IConversationObserver
{
    /// <summary>Who has something to say begins this soon after the wake.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);

    public string Name => "greeter";

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        ConversationState state = ConversationState.Starting;
        CancellationTokenSource pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task greeting = Task.CompletedTask;
        try
        {
            await foreach (ConversationEvent happened in events)
            {
                if (happened is not StateChanged changed)
                    continue;
                bool woken = state == ConversationState.Idle && changed.State == ConversationState.Listening;
                state = changed.State;
                if (state is ConversationState.Hearing or ConversationState.Thinking or ConversationState.Idle)
                {
                    await pause.CancelAsync();
                    pause.Dispose();
                    pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                }

                if (woken)
                    greeting = Task.WhenAll(greeting, GreetAsync(pause.Token, cancellationToken));
            }
        }
        finally
        {
            await pause.CancelAsync();
            pause.Dispose();
            await EndOf(greeting, cancellationToken);
        }
    }

    private static async Task EndOf(Task greeting, CancellationToken stopped)
    {
        try
        {
            await greeting;
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
        }
    }

    private async Task GreetAsync(CancellationToken pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(Pause, clock, pause);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (!conversation.Greet())
            return;
        try
        {
            await control.SayAsync(new SayRequest(options.Greeting), stopping);
        }
        catch (ControlException e)
        {
            log.NotGreeted(e);
        }
    }
}
