using System.Globalization;
using System.Text.RegularExpressions;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>Numbers as they are said, up to 999, English and Korean. Pure.</summary>
internal static partial class SpokenNumbers
{
    /// <summary>A Korean number, in digits, Sino-Korean or native; for use inside a pattern.</summary>
    public const string Korean = "(?:[0-9]+|[일이삼사오육칠팔구십백]+|열(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)?|스물(?:한|두|세|네)?|스무|한|두|세|네|다섯|여섯|일곱|여덟|아홉)";

    private static readonly Dictionary<string, int> s_english = new()
    {
        ["zero"] = 0, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10,
        ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16, ["seventeen"] = 17, ["eighteen"] = 18, ["nineteen"] = 19,
        ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fourty"] = 40, ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90,
    };

    private static readonly Dictionary<string, int> s_native = new()
    {
        ["한"] = 1, ["두"] = 2, ["세"] = 3, ["네"] = 4, ["다섯"] = 5, ["여섯"] = 6, ["일곱"] = 7, ["여덟"] = 8, ["아홉"] = 9, ["스무"] = 20,
    };

    /// <summary>"set it for twenty five minutes" becomes "set it for 25 minutes".</summary>
    public static string InDigits(IReadOnlyList<string> english)
    {
        List<string> words = [];
        for (int i = 0; i < english.Count; i++)
        {
            if (!s_english.TryGetValue(english[i], out int number))
            {
                // "a hundred", "two hundred"; nobody sets a timer for more.
                if (english[i] == "hundred" && words.Count > 0)
                    words[^1] = int.TryParse(words[^1], CultureInfo.InvariantCulture, out int hundreds) ? Text(hundreds * 100) : "100";
                else
                    words.Add(english[i]);
                continue;
            }

            if (number >= 20 && i + 1 < english.Count && s_english.TryGetValue(english[i + 1], out int ones) && ones is > 0 and < 10)
            {
                number += ones;
                i++;
            }

            words.Add(Text(number));
        }

        return string.Join(' ', words);
    }

    /// <summary>Whether all of it is one number that <see cref="OfKorean"/> reads.</summary>
    public static bool IsKorean(string korean) => KoreanNumber().IsMatch(korean);

    public static int OfKorean(string number)
    {
        if (int.TryParse(number, CultureInfo.InvariantCulture, out int digits))
            return digits;
        if (s_native.TryGetValue(number, out int native))
            return native;
        if (number[0] == '열')
            return 10 + (number.Length > 1 ? s_native[number[1..]] : 0);
        if (number.StartsWith("스물", StringComparison.Ordinal))
            return 20 + (number.Length > 2 ? s_native[number[2..]] : 0);
        int value = 0, digit = 0;
        foreach (char c in number)
        {
            int place = c switch { '십' => 10, '백' => 100, _ => 0 };
            if (place == 0)
                digit = "영일이삼사오육칠팔구".IndexOf(c, StringComparison.Ordinal);
            else
                (value, digit) = (value + Math.Max(1, digit) * place, 0);
        }

        return value + digit;
    }

    /// <summary>"1 hour and 30 minutes", "half an hour", "an hour and a half"; null without a length.</summary>
    public static TimeSpan? Length(string english, string korean)
    {
        TimeSpan length = default;
        foreach (Match match in KoreanLength().Matches(korean))
            length += Unit(match.Groups["u"].Value[0]) * (OfKorean(match.Groups["n"].Value) + (match.Groups["half"].Success ? 0.5 : 0));
        foreach (Match match in EnglishLength().Matches(english))
        {
            double count = match.Groups["n"] switch
            {
                { Value: "half a" or "half an" or "half" } => 0.5,
                { Value: "quarter of an" or "a quarter of an" } => 0.25,
                { Value: "a couple of" or "couple of" or "a couple" } => 2,
                { Value: "a" or "an" } => 1,
                var number => double.Parse(number.Value.Replace(' ', '.'), CultureInfo.InvariantCulture),
            };
            length += Unit(match.Groups["u"].Value[0]) * (count + (match.Groups["half"].Success ? 0.5 : 0));
        }

        return length > TimeSpan.Zero ? length : null;
    }

    private static TimeSpan Unit(char first) => first switch
    {
        'h' or '시' => TimeSpan.FromHours(1),
        'm' or '분' => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromSeconds(1),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex($"^{Korean}$")]
    private static partial Regex KoreanNumber();

    [GeneratedRegex($"(?<n>{Korean})(?<u>시간|분|초)(?<half>반)?")]
    private static partial Regex KoreanLength();

    // "1.5" has lost its dot, and is "1 5".
    [GeneratedRegex(@"\b(?<n>(?:[0-9]+ )?[0-9]+|half an?|half|(?:a )?quarter of an|(?:a )?couple of|a couple|an?) (?<u>hours?|hrs?|minutes?|mins?|seconds?|secs?)\b(?<half> and a half)?")]
    private static partial Regex EnglishLength();
}
