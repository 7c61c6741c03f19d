using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>One message as far as a prompt is concerned.</summary>
internal sealed record PromptMessage(ChatRole Role, string Text);

/// <summary>
/// Messages sorted for a prompt: what always stays (<see cref="System"/>), turns of which the oldest may be dropped,
/// and the beginning that the reply continues.
/// </summary>
/// <param name="System">Messages before the first turn.</param>
/// <param name="Turns">Each begins with a user message, as a rule, and holds the answer to it.</param>
/// <param name="Opener">The beginning of the reply that was spoken already, or null.</param>
internal sealed record Conversation(
    IReadOnlyList<PromptMessage> System, IReadOnlyList<IReadOnlyList<PromptMessage>> Turns, string? Opener)
{
    /// <summary>All messages in order, the opener left out.</summary>
    internal IEnumerable<PromptMessage> Messages => System.Concat(Turns.SelectMany(turn => turn));

    /// <summary>Index of the newest user message within the newest turn, -1 if there is none.</summary>
    internal int NewestUserMessage =>
        Turns.Count == 0 ? -1 : Turns[^1].ToList().FindLastIndex(message => message.Role == ChatRole.User);

    internal static Conversation From(IEnumerable<ChatMessage> messages)
    {
        // Tool calls and pictures have no text; models of this size get neither.
        List<PromptMessage> all = [.. messages.Select(m => new PromptMessage(m.Role, m.Text)).Where(m => m.Text.Length > 0)];

        string? opener = null;
        if (all.Count > 0 && all[^1].Role == ChatRole.Assistant)
        {
            opener = all[^1].Text;
            all.RemoveAt(all.Count - 1);
        }

        List<PromptMessage> system = [.. all.TakeWhile(message => message.Role == ChatRole.System)];
        return new Conversation(system, SplitIntoTurns(all.Skip(system.Count)), opener);
    }

    /// <summary>The same without the oldest turns.</summary>
    internal Conversation WithoutOldest(int turns) => this with { Turns = [.. Turns.Skip(turns)] };

    /// <summary>The same with another text in place of the newest user message's.</summary>
    internal Conversation WithNewestUserText(string text)
    {
        List<PromptMessage> newest = [.. Turns[^1]];
        newest[NewestUserMessage] = newest[NewestUserMessage] with { Text = text };
        return this with { Turns = [.. Turns.SkipLast(1), newest] };
    }

    // A turn ends with the assistant's words: whatever comes next begins a new one.
    private static List<List<PromptMessage>> SplitIntoTurns(IEnumerable<PromptMessage> messages)
    {
        List<List<PromptMessage>> turns = [];
        bool answered = true;
        foreach (PromptMessage message in messages)
        {
            bool answer = message.Role == ChatRole.Assistant;
            if (turns.Count == 0 || (answered && !answer))
                turns.Add([]);
            turns[^1].Add(message);
            answered = answer;
        }

        return turns;
    }
}
