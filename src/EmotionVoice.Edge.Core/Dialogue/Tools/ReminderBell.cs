using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>
/// Rings what is due: a sentence between two turns, up to three times, until somebody speaks or presses the button. What
/// was due while the device was off is said once.
/// </summary>
public sealed class ReminderBell(Reminders reminders, IAnnouncer announcer, ConversationEvents events, TimeProvider clock, ILogger<ReminderBell> log)
{
    public const int Rings = 3;

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>Runs until the token fires.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset started = clock.GetUtcNow();
        while (true)
        {
            Reminder due = await reminders.NextDueAsync(cancellationToken);
            await RingAsync(due, late: due.Due < started, cancellationToken);
            // Only now: a device that loses its power while it rings, rings again.
            reminders.Remove(due);
        }
    }

    private async Task RingAsync(Reminder due, bool late, CancellationToken cancellationToken)
    {
        events.Publish(new ReminderRang(due.Kind));
        using ConversationEvents.Subscription heard = events.Subscribe();
        try
        {
            for (int ring = 1; ring <= (late ? 1 : Rings); ring++)
            {
                await announcer.AnnounceAsync(ToolPhrases.Ring(due, clock.GetLocalNow(), late, due.Language), due.Language, cancellationToken);
                if (ring < Rings && !late && await SomebodyActsAsync(heard, cancellationToken))
                    return;
            }
        }
        catch (ControlException e)
        {
            log.ReminderNotAnnounced(e);
        }
    }

    private async Task<bool> SomebodyActsAsync(ConversationEvents.Subscription heard, CancellationToken cancellationToken)
    {
        using CancellationTokenSource pause = new(Pause, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, pause.Token);
        try
        {
            await foreach (ConversationEvent happened in heard.ReadAllAsync(either.Token))
                if (happened is SpeechStarted or ButtonUsed or SpeechInterrupted)
                    return true;
        }
        catch (OperationCanceledException) when (pause.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Nobody was there; it rings again.
        }

        return false;
    }
}
