using System.Globalization;
using System.Text.RegularExpressions;

namespace EmotionVoice.Edge.Evaluation;

/// <summary>Digits as they are said in English.</summary>
internal static partial class EnglishNumbers
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

    /// <summary>The text, in lower case, without digits.</summary>
    public static string Spell(string text) => Number().Replace(text, match => $" {Spell(match)} ");

    private static string Spell(Match match)
    {
        string digits = match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal);
        if (digits.Length > 9)
            return DigitByDigit(digits);
        int number = int.Parse(digits, CultureInfo.InvariantCulture);
        if (match.Groups["f"].Success)
            return $"{Cardinal(number)} point {DigitByDigit(match.Groups["f"].Value)}";
        // 1100 to 1999 without a comma is a year, as a rule.
        bool year = digits.Length == 4 && number is >= 1100 and <= 1999 && !match.Value.Contains(',', StringComparison.Ordinal);
        string words = year ? Year(number) : Cardinal(number);
        return match.Groups["th"].Success ? Ordinal(words) : match.Groups["s"].Success ? Plural(words) : words;
    }

    private static string DigitByDigit(string digits) => string.Join(' ', digits.Select(c => s_small[c - '0']));

    private static string Year(int year) =>
        $"{Cardinal(year / 100)} {(year % 100 == 0 ? "hundred" : year % 100 < 10 ? "o " + Cardinal(year % 100) : Cardinal(year % 100))}";

    private static string Ordinal(string words)
    {
        int last = words.LastIndexOf(' ') + 1;
        string word = words[last..];
        string ordinal = s_ordinals.TryGetValue(word, out string? own) ? own : word.EndsWith('y') ? word[..^1] + "ieth" : word + "th";
        return words[..last] + ordinal;
    }

    // "1980s", "the 40s".
    private static string Plural(string words) => words.EndsWith('y') ? words[..^1] + "ies" : words.EndsWith('x') ? words + "es" : words + "s";

    private static string Cardinal(int number) => number switch
    {
        < 20 => s_small[number],
        < 100 => s_tens[number / 10] + (number % 10 == 0 ? "" : " " + s_small[number % 10]),
        < 1_000 => $"{s_small[number / 100]} hundred" + (number % 100 == 0 ? "" : " " + Cardinal(number % 100)),
        < 1_000_000 => $"{Cardinal(number / 1_000)} thousand" + (number % 1_000 == 0 ? "" : " " + Cardinal(number % 1_000)),
        _ => $"{Cardinal(number / 1_000_000)} million" + (number % 1_000_000 == 0 ? "" : " " + Cardinal(number % 1_000_000)),
    };

    [GeneratedRegex(@"(?<n>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?<f>[0-9]+)|(?<th>(?:st|nd|rd|th)\b)|(?<s>s\b))?")]
    private static partial Regex Number();
}
