using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Hosting;

namespace EmotionVoice.Edge.Hosting;

/// <summary>Stops the daemon after the first turn, answered or failed.</summary>
internal sealed class EndAfterOneTurn(IHostApplicationLifetime lifetime) : IConversationObserver
{
    public string Name => "once";

    public bool Answered { get; private set; }

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        await foreach (ConversationEvent happened in events)
        {
            if (happened is not (TurnCompleted or TurnFailed))
                continue;
            Answered = happened is TurnCompleted;
            lifetime.StopApplication();
            return;
        }
    }
}
