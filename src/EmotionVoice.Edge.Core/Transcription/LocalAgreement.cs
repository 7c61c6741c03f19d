namespace EmotionVoice.Edge.Core.Transcription;

/// <summary>
/// Which words of a growing utterance can be believed: those on which two successive readings agree (D. Macháček et al.,
/// "Turning Whisper into Real-Time Transcription System", 2023). A confirmed word never changes. Pure; one thread.
/// </summary>
public sealed class LocalAgreement
{
    private readonly List<string> _confirmed = [];
    private List<string> _tentative = [];
    private int _cut;

    /// <summary>All confirmed words.</summary>
    public string Confirmed => string.Join(' ', _confirmed);

    /// <summary>Confirmed words whose sound was cut off.</summary>
    public string BeforeCut => string.Join(' ', _confirmed.Take(_cut));

    public string Tentative => string.Join(' ', _tentative);

    public string Text => string.Join(' ', [.. _confirmed, .. _tentative]);

    /// <summary>Takes the words of the sound that is not cut off.</summary>
    /// <param name="words">From <see cref="Split"/>.</param>
    /// <param name="complete">Whether the sound ends with a whole word; else the last word waits for more.</param>
    /// <returns>How many of <paramref name="words"/> are confirmed now.</returns>
    public int Add(IReadOnlyList<string> words, bool complete)
    {
        int covered = Align([.. _confirmed.Skip(_cut)], words);
        List<string> rest = [.. words.Skip(covered)];
        int agreed = 0, most = complete ? rest.Count : rest.Count - 1;
        while (agreed < most && agreed < _tentative.Count && Same(rest[agreed], _tentative[agreed]))
            agreed++;
        _confirmed.AddRange(rest.Take(agreed));
        _tentative = rest[agreed..];
        return covered + agreed;
    }

    /// <summary>The sound of all confirmed words but the last <paramref name="kept"/> is cut off.</summary>
    public void Cut(int kept) => _cut = Math.Max(_cut, _confirmed.Count - kept);

    /// <summary>Words with the marks that belong to them.</summary>
    public static List<string> Split(string text)
    {
        List<string> words = [];
        foreach (string word in text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (words.Count > 0 && !word.Any(char.IsLetterOrDigit))
                words[^1] += " " + word;
            else
                words.Add(word);
        }

        return words;
    }

    /// <summary>Equal but for case and marks.</summary>
    internal static bool Same(string a, string b) => Normal(a).Equals(Normal(b), StringComparison.OrdinalIgnoreCase);

    /// <summary>How many of the words stand for the known ones: the beginning with the smallest edit distance to them.</summary>
    internal static int Align(IReadOnlyList<string> known, IReadOnlyList<string> words)
    {
        int[] row = [.. Enumerable.Range(0, words.Count + 1)];
        for (int i = 1; i <= known.Count; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= words.Count; j++)
            {
                int substitution = diagonal + (Same(known[i - 1], words[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, 1 + Math.Min(row[j - 1], row[j]));
            }
        }

        int best = 0;
        for (int j = 1; j <= words.Count; j++)
            if (row[j] < row[best] || (row[j] == row[best] && Math.Abs(j - known.Count) < Math.Abs(best - known.Count)))
                best = j;
        return best;
    }

    private static string Normal(string word) => new([.. word.Where(char.IsLetterOrDigit)]);
}
