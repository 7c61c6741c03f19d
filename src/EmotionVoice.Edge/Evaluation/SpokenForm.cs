using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EmotionVoice.Edge.Evaluation;

/// <summary>
/// Brings a transcript and its reference to the same form before they are compared: lower case, no punctuation, and
/// numbers as words, because recognisers write digits where references spell numbers out.
/// </summary>
internal static partial class SpokenForm
{
    private static readonly string[] s_small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] s_tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly Dictionary<string, string> s_ordinals = new()
    {
        ["one"] = "first", ["two"] = "second", ["three"] = "third", ["five"] = "fifth", ["eight"] = "eighth", ["nine"] = "ninth", ["twelve"] = "twelfth",
    };

    private static readonly Dictionary<string, string> s_abbreviations = new() { ["mr"] = "mister", ["mrs"] = "missus", ["dr"] = "doctor", ["st"] = "saint" };

    /// <summary>The words to compare.</summary>
    public static string[] Words(string text)
    {
        string spelled = Number().Replace(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace('’', '\''), Spell);
        string plain = NotWord().Replace(spelled, " ");
        return [.. plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => s_abbreviations.GetValueOrDefault(word, word))];
    }

    /// <summary>The characters to compare, without spaces: Korean words are joined and split freely.</summary>
    public static char[] Characters(string text) => [.. NotWord().Replace(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant(), "").Where(c => c != ' ' && c != '\'')];

    private static string Spell(Match match)
    {
        string digits = match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number >= 1_000_000_000)
            return string.Join(' ', digits.Select(c => s_small[c - '0']));
        string words = digits.Length == 4 && number is >= 1100 and <= 1999 && !match.Value.Contains(',', StringComparison.Ordinal) ? Year((int)number) : Cardinal(number);
        return " " + (match.Groups["th"].Success ? Ordinal(words) : words) + " ";
    }

    private static string Year(int year) =>
        $"{Cardinal(year / 100)} {(year % 100 == 0 ? "hundred" : year % 100 < 10 ? "o " + Cardinal(year % 100) : Cardinal(year % 100))}";

    private static string Ordinal(string words)
    {
        int last = words.LastIndexOf(' ') + 1;
        string word = words[last..];
        string ordinal = s_ordinals.TryGetValue(word, out string? own) ? own : word.EndsWith('y') ? word[..^1] + "ieth" : word + "th";
        return words[..last] + ordinal;
    }

    private static string Cardinal(long number) => number switch
    {
        < 20 => s_small[number],
        < 100 => s_tens[number / 10] + (number % 10 == 0 ? "" : " " + s_small[number % 10]),
        < 1_000 => $"{s_small[number / 100]} hundred" + (number % 100 == 0 ? "" : " " + Cardinal(number % 100)),
        < 1_000_000 => $"{Cardinal(number / 1_000)} thousand" + (number % 1_000 == 0 ? "" : " " + Cardinal(number % 1_000)),
        _ => $"{Cardinal(number / 1_000_000)} million" + (number % 1_000_000 == 0 ? "" : " " + Cardinal(number % 1_000_000)),
    };

    [GeneratedRegex(@"(?<n>\d{1,3}(,\d{3})+|\d+)(?<th>st|nd|rd|th)?\b")]
    private static partial Regex Number();

    // Apostrophes stay inside words: "don't" is one word.
    [GeneratedRegex(@"[^\p{L}\p{Nd}']+|(?<![\p{L}])'|'(?![\p{L}])")]
    private static partial Regex NotWord();
}
