using System.Diagnostics;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;

namespace EmotionVoice.Edge.Observers.Tracing;

/// <summary>
/// Every turn as spans of the source <c>EmotionVoice</c>, for whoever listens to it (an OpenTelemetry exporter does):
/// <c>turn</c>, and in it <c>turn.speech</c>, <c>turn.endpoint</c>, <c>turn.transcribe</c>, <c>turn.emotion</c>,
/// <c>turn.reply</c> (to the first sentence), <c>turn.synthesize</c> (to the first audio) and <c>turn.speak</c>. No words.
/// </summary>
internal sealed class TurnSpans(TimeProvider clock) : IConversationObserver
{
    public const string SourceName = "EmotionVoice";

    private static readonly ActivitySource s_source = new(SourceName);

    public string Name => "spans";

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        DateTimeOffset decided = clock.GetUtcNow();
        Dictionary<int, DateTimeOffset> begun = [];
        await foreach (ConversationEvent happened in events)
        {
            switch (happened)
            {
                case SpeechEnded { IsUtterance: true }:
                    decided = clock.GetUtcNow();
                    break;
                // A turn's words come before the next utterance's end can count for it.
                case TranscriptReady ready:
                    begun[ready.Turn] = decided;
                    break;
                case TurnCompleted completed when begun.Remove(completed.Turn, out DateTimeOffset at):
                    Write(completed, at);
                    break;
                case TurnFailed failed:
                    begun.Remove(failed.Turn);
                    break;
            }
        }
    }

    private void Write(TurnCompleted completed, DateTimeOffset decided)
    {
        TurnTimings times = completed.Report.Timings;
        DateTimeOffset spoken = decided - times.Endpoint, now = clock.GetUtcNow();
        using Activity? turn = s_source.StartActivity("turn", ActivityKind.Internal, default(ActivityContext), startTime: spoken - times.Speech);
        if (turn is null)
            return;
        turn.SetTag("turn.number", completed.Turn);
        turn.SetTag("turn.early_ms", times.Early.TotalMilliseconds);
        turn.SetTag("turn.response_ms", times.Response.TotalMilliseconds);
        turn.SetTag("turn.engine", completed.Report.Reply?.Engine);
        DateTimeOffset work = decided - times.Early;
        Span("turn.speech", spoken - times.Speech, spoken);
        Span("turn.endpoint", spoken, decided);
        Span("turn.transcribe", work, work + times.Transcribe);
        Span("turn.emotion", work, work + times.Emotion);
        Span("turn.reply", decided, decided + times.FirstSentence);
        Span("turn.synthesize", decided + times.FirstSentence, decided + times.FirstAudio);
        Span("turn.speak", decided + times.FirstAudio, now);
        turn.SetEndTime(now.UtcDateTime);
    }

    private static void Span(string name, DateTimeOffset from, DateTimeOffset to)
    {
        using Activity? span = s_source.StartActivity(name, ActivityKind.Internal, parentContext: Activity.Current!.Context, startTime: from);
        span?.SetEndTime(to.UtcDateTime);
    }
}
