using System.Globalization;
using System.Text.RegularExpressions;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>A time of day as it is said. Pure.</summary>
/// <param name="Time">Of 24 hours.</param>
/// <param name="Tomorrow">Whether tomorrow was named.</param>
internal readonly partial record struct ClockTime(TimeOnly Time, bool Tomorrow)
{
    /// <param name="english">Words with numbers in digits.</param>
    /// <param name="korean">Without spaces.</param>
    /// <param name="now">An hour that may be in the morning or in the evening is the next one to come; tomorrow's is in the morning.</param>
    public static ClockTime? Find(string english, string korean, DateTimeOffset now)
    {
        bool tomorrow = english.Contains("tomorrow", StringComparison.Ordinal) || korean.Contains("내일", StringComparison.Ordinal);
        if (Named().Match(english) is { Success: true } named)
            return new ClockTime(named.Value == "noon" ? new TimeOnly(12, 0) : new TimeOnly(0, 0), tomorrow);
        if (Korean().Match(korean) is { Success: true } ko)
        {
            int minute = ko.Groups["half"].Success ? 30 : ko.Groups["m"].Success ? SpokenNumbers.OfKorean(ko.Groups["m"].Value) : 0;
            bool? evening = ko.Groups["part"].Value switch { "오전" or "아침" or "새벽" => false, "오후" or "저녁" or "밤" => true, _ => null };
            return Of(SpokenNumbers.OfKorean(ko.Groups["h"].Value), minute, evening);
        }

        foreach (Match en in English().Matches(english))
        {
            int hour = int.Parse(en.Groups["h"].Value, CultureInfo.InvariantCulture);
            int minute = en.Groups["m"].Success ? int.Parse(en.Groups["m"].Value, CultureInfo.InvariantCulture) : 0;
            bool? evening = en.Groups["am"].Success || english.Contains("morning", StringComparison.Ordinal) ? false
                : en.Groups["pm"].Success || PartOfDay().IsMatch(english) ? true : null;
            if (en.Groups["rel"].Success)
                (hour, minute) = en.Groups["rel"].Value switch
                {
                    "half past" => (hour, 30),
                    "quarter past" => (hour, 15),
                    _ => (hour == 1 ? 12 : hour - 1, 45),
                };
            if (Of(hour, minute, evening) is { } time)
                return time;
        }

        return null;

        ClockTime? Of(int hour, int minute, bool? evening)
        {
            if (hour > 24 || minute > 59)
                return null;
            hour %= 24;
            if (hour is >= 1 and <= 12)
            {
                int morning = hour % 12;
                bool later = evening ?? (!tomorrow && new TimeOnly(morning, minute) <= TimeOnly.FromDateTime(now.DateTime) && new TimeOnly(morning + 12, minute) > TimeOnly.FromDateTime(now.DateTime));
                hour = later ? morning + 12 : morning;
                // "Twelve" alone is noon, unless noon is over.
                if (evening is null && morning == 0 && tomorrow)
                    hour = 12;
            }

            return new ClockTime(new TimeOnly(hour, minute), tomorrow);
        }
    }

    [GeneratedRegex(@"\b(?:noon|midnight)\b")]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(?:evening|afternoon|tonight|night)\b")]
    private static partial Regex PartOfDay();

    [GeneratedRegex(@"\b(?:at|for|by|alarm|me|up|tomorrow|to)\ (?:(?<rel>half\ past|quarter\ past|quarter\ to)\ )?(?<h>[0-9]{1,2})(?:\ (?<m>[0-5][0-9])(?!\ (?:minutes|hours|seconds)))?(?:\ ?(?:(?<am>a\ ?m)|(?<pm>p\ ?m)|oclock))?\b", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex English();

    [GeneratedRegex($"(?<part>오전|오후|아침|저녁|밤|새벽)?(?<h>{SpokenNumbers.Korean})시(?!간)(?:(?<half>반)|(?<m>{SpokenNumbers.Korean})분)?")]
    private static partial Regex Korean();
}
