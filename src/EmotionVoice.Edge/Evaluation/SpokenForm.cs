using System.Text.RegularExpressions;

namespace EmotionVoice.Edge.Evaluation;

/// <summary>
/// Brings a transcript and its reference to the same form before they are compared: lower case, no punctuation, and
/// numbers as words, because recognisers write digits where references spell numbers out.
/// </summary>
/// <param name="Korean">Whether numbers are said in Korean.</param>
/// <param name="SpellNumbers">False compares numbers as they are written.</param>
internal sealed partial record SpokenForm(bool Korean, bool SpellNumbers = true)
{
    private static readonly Dictionary<string, string> s_abbreviations = new()
    {
        ["mr"] = "mister", ["mrs"] = "missus", ["dr"] = "doctor", ["st"] = "saint", ["ok"] = "okay",
    };

    /// <summary>The form in which a reference is compared: Hangul says that it is Korean.</summary>
    public static SpokenForm For(string reference) => new(reference.Any(c => c is >= '\uAC00' and <= '\uD7A3'));

    /// <summary>The words to compare.</summary>
    public string[] Words(string text) =>
        [.. NotWord().Replace(Spoken(text), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => s_abbreviations.GetValueOrDefault(word, word))];

    /// <summary>The characters to compare, without spaces: Korean words are joined and split freely.</summary>
    public char[] Characters(string text) => [.. string.Concat(Words(text)).Where(c => c != '\'')];

    private string Spoken(string text)
    {
        string plain = text.ToLowerInvariant().Replace('’', '\'');
        if (!SpellNumbers)
            return plain;
        return Korean
            // Spelled as it sounds in some references.
            ? KoreanNumbers.Spell(plain).Replace("쩜", "점", StringComparison.Ordinal).Replace("%", "퍼센트", StringComparison.Ordinal)
            : EnglishNumbers.Spell(plain).Replace("%", " percent ", StringComparison.Ordinal).Replace("&", " and ", StringComparison.Ordinal);
    }

    // Apostrophes stay inside words: "don't" is one word.
    [GeneratedRegex(@"[^\p{L}\p{Nd}']+|(?<![\p{L}])'|'(?![\p{L}])")]
    private static partial Regex NotWord();
}
