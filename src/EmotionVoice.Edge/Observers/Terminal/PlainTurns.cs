using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>For pipes and files: a few whole lines a turn, without colour, however wide.</summary>
internal sealed class PlainTurns(TextWriter output) : IConversationObserver
{
    public string Name => "lines";

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        await foreach (ConversationEvent happened in events)
            foreach (string line in Lines(happened))
                await output.WriteLineAsync(line.ReplaceLineEndings(" ").Replace('\u00a0', ' '));
    }

    private static IEnumerable<string> Lines(ConversationEvent happened) => happened switch
    {
        TurnCompleted completed => Lines(completed.Turn, completed.Report),
        TurnIgnored ignored => [$"Turn {ignored.Turn}: nothing was said ({ignored.Reason})."],
        TurnFailed failed => [$"Turn {failed.Turn} failed: {failed.Error}"],
        _ => [],
    };

    private static IEnumerable<string> Lines(int turn, TurnReport report)
    {
        Understood heard = report.Heard;
        yield return $"Turn {turn}: {TurnText.Quote(heard.Transcript.Text)} ({TurnText.Sure(heard.Transcript)})";
        yield return $"  feeling: {TurnText.Feeling(heard.Emotion)} ({TurnText.Grounds(heard)})";
        if (report.Reply is { } reply)
            yield return $"  reply: {TurnText.Quote(reply.Text)} ({TurnText.Tone(reply)})";
        yield return $"  {TurnText.Timings(report.Timings)}";
    }
}
