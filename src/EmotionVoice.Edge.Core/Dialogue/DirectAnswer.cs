using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Synthesis;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>An answer that no model writes.</summary>
/// <param name="Source">Who answers, in place of a model's name.</param>
/// <param name="Act">What its sentences do.</param>
/// <param name="Text">Makes the answer, and may act: it runs once, and only in a turn that is decided.</param>
public sealed record DirectAnswer(string Source, DialogueAct Act, Func<CancellationToken, Task<string>> Text)
{
    /// <summary>The danger that it answers, if it does.</summary>
    public Danger Danger { get; init; }

    /// <summary>As a model would stream it.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, await Text(cancellationToken));
    }
}
