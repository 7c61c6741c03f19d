using System.Text;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>
/// Cuts streamed text into sentences as they complete, English and Korean. A long first sentence is cut at a comma,
/// because a voice can't begin before its sentence is complete. One instance a reply.
/// </summary>
public sealed class SentenceSplitter
{
    /// <summary>A first sentence longer than this is cut at its comma.</summary>
    private const int LongFirst = 60;

    /// <summary>Any sentence longer than this is cut at a comma or a space: runaway text still gets spoken.</summary>
    private const int Longest = 240;

    private const int ShortestPart = 18;

    private static readonly string[] s_abbreviations = ["mr", "mrs", "ms", "dr", "st", "vs", "e.g", "i.e", "etc", "no", "p.m", "a.m"];

    private readonly StringBuilder _text = new();
    private bool _first = true;

    /// <summary>Adds text and returns the sentences that are now complete.</summary>
    public IEnumerable<string> Push(string text)
    {
        _text.Append(text);
        while (Cut() is int length)
        {
            string sentence = _text.ToString(0, length).Trim();
            _text.Remove(0, length);
            if (sentence.Length == 0)
                continue;
            _first = false;
            yield return sentence;
        }
    }

    /// <summary>Characters of the sentence that isn't complete yet.</summary>
    public int Pending => _text.Length;

    /// <summary>The sentence that isn't complete never will be: the next text begins another.</summary>
    public void DropPending() => _text.Clear();

    /// <summary>What is left at the end of the text.</summary>
    public string? Finish()
    {
        string rest = _text.ToString().Trim();
        _text.Clear();
        return rest.Length > 0 ? rest : null;
    }

    private int? Cut()
    {
        for (int i = 0; i < _text.Length; i++)
        {
            char c = _text[i];
            if (c == '\n')
                return i + 1;
            if (c is '。' or '！' or '？')
                return i + 1;
            // A mark ends a sentence only when white space follows: "3.5", "e.g." and an unfinished "..." go on.
            if (c is not ('.' or '!' or '?' or '…'))
                continue;
            int end = i + 1;
            while (end < _text.Length && _text[end] is '.' or '!' or '?' or '"' or '\'' or ')' or '”' or '’')
                end++;
            if (end < _text.Length && char.IsWhiteSpace(_text[end]) && !(c == '.' && IsAbbreviation(i)))
                return end;
            i = end - 1;
        }

        if (_first && _text.Length > LongFirst && LastComma(LongFirst + 20) is int comma)
            return comma;
        return _text.Length > Longest ? LastComma(Longest) ?? LastSpace(Longest) : null;
    }

    private bool IsAbbreviation(int dot)
    {
        int start = dot;
        while (start > 0 && (char.IsLetter(_text[start - 1]) || _text[start - 1] == '.'))
            start--;
        string word = _text.ToString(start, dot - start);
        // Single capital: an initial, as in "J. Smith".
        return (word.Length == 1 && char.IsUpper(word[0]) && word != "I") || s_abbreviations.Contains(word, StringComparer.OrdinalIgnoreCase);
    }

    private int? LastComma(int limit)
    {
        for (int i = Math.Min(_text.Length, limit) - 2; i >= ShortestPart; i--)
            if (_text[i] is ',' or ';' or ':' && char.IsWhiteSpace(_text[i + 1]))
                return i + 1;
        return null;
    }

    private int? LastSpace(int limit)
    {
        for (int i = Math.Min(_text.Length, limit) - 1; i > 0; i--)
            if (char.IsWhiteSpace(_text[i]))
                return i;
        return limit;
    }
}
