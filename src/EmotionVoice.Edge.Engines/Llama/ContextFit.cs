using LLama.Native;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>
/// Makes a conversation fit: drops the oldest turns, several at once, then cuts the front of the newest user message.
/// System messages and the prompt's prefix stay.
/// </summary>
internal sealed class ContextFit(Func<Conversation, LLamaToken[]> tokenize, int? maxEarlierTurns, int dropTogether)
{
    /// <summary>Looked for in the text after a cut so that it begins with a whole word.</summary>
    private const int WordSearchCharacters = 24;

    /// <summary>Longest feeling or other mark in brackets before the words.</summary>
    private const int MarkCharacters = 32;

    /// <summary>The prompt's tokens, at most <paramref name="budget"/>.</summary>
    /// <exception cref="InvalidOperationException">What has to stay is too long by itself.</exception>
    internal LLamaToken[] Fit(Conversation conversation, int budget)
    {
        int earlier = Math.Max(conversation.Turns.Count - 1, 0);
        if (maxEarlierTurns is int most && earlier > most)
        {
            conversation = conversation.WithoutOldest(earlier - most);
            earlier = most;
        }

        // Counted from the first turn, not from the last drop: while a conversation grows, the same turns stay dropped
        // for several requests, and their evaluation is reused.
        LLamaToken[] tokens = tokenize(conversation);
        for (int dropped = 0; tokens.Length > budget && dropped < earlier;)
        {
            dropped = Math.Min(dropped + dropTogether, earlier);
            tokens = tokenize(conversation.WithoutOldest(dropped));
        }

        return tokens.Length <= budget ? tokens : CutNewest(conversation.WithoutOldest(earlier), budget, tokens.Length);
    }

    private LLamaToken[] CutNewest(Conversation conversation, int budget, int uncut)
    {
        int index = conversation.NewestUserMessage;
        string text = index < 0 ? "" : conversation.Turns[^1][index].Text;
        LLamaToken[]? best = null;

        // The longest end that fits, by halving: tokens grow with characters, nearly enough.
        int least = 0;
        int tooMany = text.Length;
        while (least < tooMany)
        {
            int kept = (least + tooMany) / 2;
            LLamaToken[] tokens = tokenize(conversation.WithNewestUserText(End(text, kept)));
            if (tokens.Length <= budget)
            {
                best = tokens;
                least = kept + 1;
            }
            else
            {
                tooMany = kept;
            }
        }

        return best ?? throw new InvalidOperationException(
            $"The language model's prompt takes {uncut} tokens where {budget} are left: the instruction and examples alone " +
            "are too long. Shorten them, or raise ContextSize, or lower MaxOutputTokens.");
    }

    /// <summary>The last characters of a text, from a word's beginning if one is near; a mark in brackets before it stays.</summary>
    internal static string End(string text, int characters)
    {
        int close = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        string mark = close is > 0 and < MarkCharacters ? text[..(close + 1)] + " " : "";

        int start = Math.Max(text.Length - characters, Math.Max(mark.Length - 1, 0));
        int space = text.AsSpan(start, Math.Min(WordSearchCharacters, text.Length - start)).IndexOf(' ');
        if (space >= 0)
            start += space + 1;
        else if (start < text.Length && char.IsLowSurrogate(text[start]))
            start++;
        return mark + text[start..].TrimStart();
    }
}
