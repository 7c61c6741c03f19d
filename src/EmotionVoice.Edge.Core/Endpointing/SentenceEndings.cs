namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>Whether more is to come after these words.</summary>
public enum SentenceEnding
{
    Unknown,

    /// <summary>A whole sentence, or a whole answer.</summary>
    Finished,

    /// <summary>They ask for more: a conjunction, an article, a filler, a number that is being dictated.</summary>
    Open,
}

/// <summary>Reads the end of a partial transcript. Pure.</summary>
public static class SentenceEndings
{
    /// <param name="text">What was said so far, as the recogniser writes it.</param>
    /// <param name="language">ISO 639-1 code; of languages without rules only the punctuation counts.</param>
    public static SentenceEnding Of(string text, string language)
    {
        text = text.Trim();
        if (text.Length == 0)
            return SentenceEnding.Unknown;
        string[] words = [.. text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)];
        char mark = text[^1];
        if (mark is ',' or '-' or '–' or '—' or '…' or ':' || text.EndsWith("...", StringComparison.Ordinal))
            return SentenceEnding.Open;
        bool marked = mark is '.' or '!' or '?' or '。' or '？' or '！';
        return language switch
        {
            "en" => EnglishEndings.Of(words, marked ? mark : null),
            "ko" => KoreanEndings.Of(words, marked ? mark : null),
            _ => marked ? SentenceEnding.Finished : SentenceEnding.Unknown,
        };
    }

    /// <summary>Lower case, without what is neither letter nor digit at its ends.</summary>
    internal static string Bare(string word)
    {
        int first = 0, last = word.Length - 1;
        while (first <= last && !char.IsLetterOrDigit(word[first]))
            first++;
        while (last >= first && !char.IsLetterOrDigit(word[last]))
            last--;
        return word[first..(last + 1)].ToLowerInvariant().Replace('’', '\'');
    }

    internal static bool IsDigits(string word) => word.Length > 0 && word.All(c => char.IsAsciiDigit(c) || c is '-' or '.' or ',');
}
