namespace EmotionVoice.Edge.Core.Dialogue.Rules;

/// <summary>
/// A phrase as a row of a table: <c>call|need an? ambulance~</c>. <c>a|b</c> is either word, <c>?</c> makes a word optional,
/// <c>*</c> stands for up to three words, <c>~</c> forgives one wrong, missing, extra or swapped letter; <c>^</c> and
/// <c>$</c> are the first and the last place. Pure; safe to call from several threads.
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
        _first = parts[0] == "^";
        _last = parts[^1] == "$";
        _parts = [.. parts.Where(part => part is not ("^" or "$")).Select(Part.Parse)];
        if (_parts.Length == 0)
            throw new ArgumentException($"The phrase '{pattern}' has no word.", nameof(pattern));
    }

    /// <summary>Each row of a table.</summary>
    public static IReadOnlyList<PhrasePattern> Table(string rows) =>
        [.. rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(row => new PhrasePattern(row))];

    /// <summary>Where the phrase stands among the words; null when it does not.</summary>
    public Range? Find(IReadOnlyList<string> words)
    {
        for (int start = 0; start < words.Count && (start == 0 || !_first); start++)
            if (End(words, start, 0) is int end)
                return start..end;
        return null;
    }

    private int? End(IReadOnlyList<string> words, int at, int part)
    {
        if (part == _parts.Length)
            return !_last || at == words.Count ? at : null;
        Part next = _parts[part];
        if (next.IsGap)
        {
            for (int skipped = 0; skipped <= Gap && at + skipped <= words.Count; skipped++)
                if (End(words, at + skipped, part + 1) is int gapEnd)
                    return gapEnd;
            return null;
        }

        if (at < words.Count && next.Is(words[at]) && End(words, at + 1, part + 1) is int end)
            return end;
        return next.Optional ? End(words, at, part + 1) : null;
    }

    private sealed record Part((string Text, bool Forgiving)[] Words, bool Optional)
    {
        public bool IsGap => Words.Length == 0;

        public static Part Parse(string part)
        {
            if (part == "*")
                return new Part([], false);
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
