using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>A chat client on this machine that can evaluate a prompt before it is needed: the next request then costs only its new words.</summary>
public interface IPromptPrefill
{
    /// <param name="messages">System message and turns so far, as the next request will begin.</param>
    /// <param name="cancellationToken">Ends the work early; what was evaluated by then is kept.</param>
    Task WarmUpAsync(IEnumerable<ChatMessage> messages, CancellationToken cancellationToken = default);
}
