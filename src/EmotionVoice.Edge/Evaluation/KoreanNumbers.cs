using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EmotionVoice.Edge.Evaluation;

/// <summary>Digits as Koreans say them: Sino-Korean, native numerals before the few counters that want them.</summary>
internal static partial class KoreanNumbers
{
    private static readonly string[] s_digits = ["영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
    private static readonly string[] s_places = ["", "십", "백", "천"];
    private static readonly string[] s_myriads = ["", "만", "억", "조"];

    private static readonly string[] s_nativeOnes = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"];
    private static readonly string[] s_nativeTens = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];

    /// <summary>The text without digits.</summary>
    public static string Spell(string text) => Number().Replace(text, match =>
    {
        string whole = match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal);
        string fraction = match.Groups["f"].Value;
        if (whole.Length > 16)
            return DigitByDigit(whole);
        long number = long.Parse(whole, CultureInfo.InvariantCulture);
        if (fraction.Length > 0)
            return Sino(number) + "점" + DigitByDigit(fraction);
        if (match.Groups["month"].Success && number is 6 or 10)
            return (number == 6 ? "유" : "시") + match.Groups["month"].Value;
        return (match.Groups["counter"].Success && number is > 0 and < 100 ? Native((int)number) : Sino(number)) + match.Groups["month"].Value + match.Groups["counter"].Value;
    });

    private static string DigitByDigit(string digits) => string.Concat(digits.Select(c => s_digits[c - '0']));

    private static string Sino(long number)
    {
        if (number == 0)
            return s_digits[0];
        StringBuilder text = new();
        for (int myriad = s_myriads.Length - 1; myriad >= 0; myriad--)
        {
            long group = number / Power(10_000, myriad) % 10_000;
            if (group == 0)
                continue;
            // 10,000 is 만, not 일만.
            if (!(group == 1 && myriad == 1))
                text.Append(Group((int)group));
            text.Append(s_myriads[myriad]);
        }

        return text.ToString();
    }

    private static string Group(int group)
    {
        StringBuilder text = new();
        for (int place = s_places.Length - 1; place >= 0; place--)
        {
            int digit = (int)(group / Power(10, place) % 10);
            if (digit == 0)
                continue;
            if (digit > 1 || place == 0)
                text.Append(s_digits[digit]);
            text.Append(s_places[place]);
        }

        return text.ToString();
    }

    // "20 people" is 스무 명, but "21" 스물한 명.
    private static string Native(int number) => number == 20 ? "스무" : s_nativeTens[number / 10] + s_nativeOnes[number % 10];

    private static long Power(long of, int exponent)
    {
        long power = 1;
        for (int i = 0; i < exponent; i++)
            power *= of;
        return power;
    }

    [GeneratedRegex(@"(?<n>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?<f>[0-9]+)|(?<month>\s*월)|(?<counter>\s*(?:시간|시|개(?!국|월|년)|명|살|마리|번째|차례|잔|권|송이)))?")]
    private static partial Regex Number();
}
