using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Reports;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>One JSON object a turn.</summary>
internal sealed class JsonLines(TextWriter output) : IConversationObserver
{
    public string Name => "json";

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        await foreach (ConversationEvent happened in events)
            if (happened is TurnCompleted completed)
                await output.WriteLineAsync(TurnReportJson.From(completed.Report).Serialize());
    }
}
