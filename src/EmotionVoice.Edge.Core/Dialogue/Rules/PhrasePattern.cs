namespace EmotionVoice.Edge.Core.Dialogue.Rules;

/// <summary>
/// A phrase as a row of a table: <c>call|need an? ambulance~</c>. <c>a|b</c> is either word, <c>?</c> makes a word optional,
/// <c>*</c> stands for up to three words, <c>~</c> forgives one wrong, missing, extra or swapped letter; <c>^</c> and
/// <c>$</c> are the first and the last place. <c>{name}</c> takes one word or more, as few as fit; at an edge of the phrase
/// it takes all up to that edge of what was said. Pure; safe to call from several threads.
/// </summary>
public sealed class PhrasePattern
{
    private const int Gap = 3;

    private readonly Part[] _parts;
    private readonly bool _first;
    private readonly bool _last;

    public PhrasePattern(string pattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        string[] parts = pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _parts = [.. parts.Where(part => part is not ("^" or "$")).Select(Part.Parse)];
        if (!_parts.Any(part => part.Words.Length > 0))
            throw new ArgumentException($"The phrase '{pattern}' has no word.", nameof(pattern));
        _first = parts[0] == "^" || _parts.FirstOrDefault(part => !part.Optional)?.Name is not null;
        _last = parts[^1] == "$" || _parts.LastOrDefault(part => !part.Optional)?.Name is not null;
    }

    /// <summary>Each row of a table.</summary>
    public static IReadOnlyList<PhrasePattern> Table(string rows) =>
        [.. rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(row => new PhrasePattern(row))];

    /// <summary>Where the phrase stands among the words; null when it does not.</summary>
    /// <param name="words">What was said.</param>
    /// <param name="taken">Gets the places of what <c>{name}</c> parts took; null where nobody asks.</param>
    public Range? Find(IReadOnlyList<string> words, Dictionary<string, Range>? taken = null)
    {
        for (int start = 0; start < words.Count && (start == 0 || !_first); start++)
            if (End(words, start, 0, taken) is int end)
                return start..end;
        return null;
    }

    private int? End(IReadOnlyList<string> words, int at, int part, Dictionary<string, Range>? taken)
    {
        if (part == _parts.Length)
            return !_last || at == words.Count ? at : null;
        Part next = _parts[part];
        if (next.Name is { } name)
        {
            for (int after = at + 1; after <= words.Count; after++)
                if (End(words, after, part + 1, taken) is int nameEnd)
                {
                    if (taken is not null)
                        taken[name] = at..after;
                    return nameEnd;
                }

            return null;
        }

        if (next.IsGap)
        {
            for (int skipped = 0; skipped <= Gap && at + skipped <= words.Count; skipped++)
                if (End(words, at + skipped, part + 1, taken) is int gapEnd)
                    return gapEnd;
            return null;
        }

        if (at < words.Count && next.Is(words[at]) && End(words, at + 1, part + 1, taken) is int end)
            return end;
        return next.Optional ? End(words, at, part + 1, taken) : null;
    }

    private sealed record Part((string Text, bool Forgiving)[] Words, bool Optional, string? Name = null)
    {
        public bool IsGap => Words.Length == 0 && Name is null;

        public static Part Parse(string part)
        {
            if (part == "*")
                return new Part([], false);
            if (part is ['{', .. var name, '}'])
                return new Part([], false, name);
            bool optional = part.EndsWith('?');
            return new Part([.. part.TrimEnd('?').Split('|').Select(word => (word.TrimEnd('~'), word.EndsWith('~')))], optional);
        }

        public bool Is(string word) => Words.Any(own => own.Text == word || (own.Forgiving && IsMisspelling(own.Text, word)));
    }

    // One edit, never of the first letter: recognisers and typists err inside words.
    private static bool IsMisspelling(string right, string word)
    {
        if (word.Length == 0 || word[0] != right[0] || Math.Abs(word.Length - right.Length) > 1)
            return false;
        int same = 0;
        while (same < Math.Min(word.Length, right.Length) && word[same] == right[same])
            same++;
        ReadOnlySpan<char> a = right.AsSpan(same), b = word.AsSpan(same);
        if (a.Length == b.Length)
            return a.Length == 0 || a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]));
        return a.Length > b.Length ? a[1..].SequenceEqual(b) : b[1..].SequenceEqual(a);
    }
}
