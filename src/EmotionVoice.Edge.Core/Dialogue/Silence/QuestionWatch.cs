using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Silence;

/// <summary>Encourages an answer, once, when a question of the device's own is followed by silence.</summary>
public sealed class QuestionWatch(SilenceOptions options, IAnnouncer announcer, TimeProvider clock, ILogger<QuestionWatch> log) : IConversationObserver
{
    public string Name => "questions";

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        CancellationTokenSource wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task prompting = Task.CompletedTask;
        bool hearing = false, muted = false;
        try
        {
            await foreach (ConversationEvent happened in events)
            {
                hearing = happened switch { SpeechStarted => true, SpeechEnded or TurnIgnored => false, _ => hearing };
                muted = happened is ControlChanged changed ? changed.State.Muted : muted;
                if (EndsTheSilence(happened))
                {
                    await wait.CancelAsync();
                    wait.Dispose();
                    wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                }
                else if (happened is TurnCompleted { Report: var report } && Asks(report) && !hearing && !muted && options.RepromptAfter > TimeSpan.Zero)
                {
                    prompting = Task.WhenAll(prompting, PromptAsync(report.Heard.Transcript.Language, wait.Token, cancellationToken));
                }
            }
        }
        finally
        {
            await wait.CancelAsync();
            wait.Dispose();
            await prompting;
        }
    }

    private static bool Asks(TurnReport report) => report.Reply?.Text.TrimEnd('"', '\'', ')', '”', '’', ' ') is [.., '?' or '？'];

    // Idle: the wake gate has closed, and an answer would not be heard.
    private static bool EndsTheSilence(ConversationEvent happened) => happened
        is SpeechStarted or ButtonUsed or ControlChanged { State.Muted: true } or ConversationForgotten
        or StateChanged { State: ConversationState.Idle or ConversationState.Hearing or ConversationState.Thinking or ConversationState.Speaking };

    private async Task PromptAsync(string language, CancellationToken silence, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(options.RepromptAfter, clock, silence);
            await announcer.AnnounceAsync(options.Reprompt.Length > 0 ? options.Reprompt : SilencePhrases.Reprompt(language), language, stopping);
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            // Somebody answered, or the daemon ends.
        }
        catch (ControlException e)
        {
            log.NotReprompted(e);
        }
    }
}
