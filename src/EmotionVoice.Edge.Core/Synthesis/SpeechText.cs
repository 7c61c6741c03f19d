using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EmotionVoice.Edge.Core.Synthesis;

/// <summary>
/// Turns a model's text into words that an engine can read: engines speak "asterisk" and "grinning face" where a model
/// meant emphasis and a smile. Pure.
/// </summary>
public static partial class SpeechText
{
    /// <param name="text">A sentence, perhaps with Markdown, emoji or addresses.</param>
    /// <param name="language">ISO 639-1 code; Korean words replace signs in <c>ko</c>, English ones elsewhere.</param>
    /// <returns>Plain words on one line; empty when nothing is left to say.</returns>
    public static string Prepare(string text, string language)
    {
        ArgumentNullException.ThrowIfNull(text);
        SignWords words = language == "ko" ? SignWords.Korean : SignWords.English;
        text = CodeFence().Replace(text, " ");
        text = HtmlTag().Replace(text, " ");
        text = Link().Replace(text, "${label}");
        text = Url().Replace(text, match => Address(match.Value, words));
        text = Mail().Replace(text, match => Address(match.Value, words));
        text = LineMarker().Replace(text, "");
        text = Times().Replace(text, words.Times);
        text = EndOfLine().Replace(text, ". ");
        text = Symbols(text, words);
        text = SpaceBeforeMark().Replace(Spaces().Replace(text, " "), "$1").Trim();
        return text.AsSpan().ContainsAnyExcept(s_silent) && text.Any(char.IsLetterOrDigit) ? text : "";
    }

    private static readonly SearchValues<char> s_silent = SearchValues.Create(" .,;:!?-'\"()");

    private static string Address(string address, SignWords words)
    {
        string trimmed = Scheme().Replace(address, "");
        string end = trimmed[trimmed.TrimEnd('.', ',', '!', '?', ')').Length..];
        string host = trimmed[..^end.Length];
        if (!host.Contains('@', StringComparison.Ordinal))
            host = host.Split('/', '?', '#')[0]; // nobody remembers a path by ear
        return host.Replace("@", words.At, StringComparison.Ordinal).Replace(".", words.Dot, StringComparison.Ordinal) + end;
    }

    private static string Symbols(string text, SignWords words)
    {
        StringBuilder spoken = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    spoken.Append(words.And);
                    break;
                case '°':
                    spoken.Append(words.Degrees);
                    break;
                case '%':
                    spoken.Append(words.Percent);
                    break;
                case '’' or '‘':
                    spoken.Append('\'');
                    break;
                case '…':
                    spoken.Append("...");
                    break;
                case '—' or '–':
                    spoken.Append(", ");
                    break;
                case '*' or '_' or '`' or '#' or '~' or '|' or '<' or '>' or '\\' or '^' or '[' or ']' or '{' or '}':
                    spoken.Append(' ');
                    break;
                default:
                    if (IsSpoken(rune))
                        spoken.Append(rune.ToString());
                    else
                        spoken.Append(' ');
                    break;
            }
        }

        return spoken.ToString();
    }

    /// <summary>Emoji are "other symbols", with modifiers, joiners, variation selectors and a keycap sign around them.</summary>
    private static bool IsSpoken(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.Format or UnicodeCategory.Control
        or UnicodeCategory.EnclosingMark or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        && rune.Value is not (>= 0xFE00 and <= 0xFE0F);

    private sealed record SignWords(string And, string Degrees, string Percent, string Times, string At, string Dot)
    {
        public static SignWords English { get; } = new(" and ", " degrees ", " percent ", " times ", " at ", " dot ");

        public static SignWords Korean { get; } = new(" 그리고 ", "도 ", "퍼센트 ", " 곱하기 ", " 골뱅이 ", " 점 ");
    }

    [GeneratedRegex("```.*?(```|$)", RegexOptions.Singleline)]
    private static partial Regex CodeFence();

    [GeneratedRegex("</?[a-zA-Z][^>]*>")]
    private static partial Regex HtmlTag();

    // [label](address) and ![label](address).
    [GeneratedRegex(@"!?\[(?<label>[^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?:https?://|www\.)[^\s<>""]+", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")]
    private static partial Regex Mail();

    [GeneratedRegex(@"^(?:https?://)?(?:www\.)?", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    // Headings, quotes, bullets, rules and table rows at the start of a line.
    [GeneratedRegex(@"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]*|[-*+•][ \t]+|(?:-{3,}|\*{3,}|_{3,})[ \t]*$)", RegexOptions.Multiline)]
    private static partial Regex LineMarker();

    [GeneratedRegex(@"(?<=\d)\s*[*×]\s*(?=\d)")]
    private static partial Regex Times();

    // A line that ends without a mark is a sentence of its own.
    [GeneratedRegex(@"(?<=[\p{L}\p{N})*_`])[ \t]*\r?\n\s*(?=\S)")]
    private static partial Regex EndOfLine();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@" ([.,;:!?])")]
    private static partial Regex SpaceBeforeMark();
}
