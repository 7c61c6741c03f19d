using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue.Remote;

/// <summary>
/// In a streamed reply: its writer is gone in the middle of a sentence, and this sentence doesn't count, as if it had never
/// come. Another writer goes on behind the sentences that are complete.
/// </summary>
/// <param name="characters">Length of what doesn't count, at the end of the text so far.</param>
public sealed class TakenBack(int characters) : AIContent
{
    public int Characters { get; } = characters;
}
