using System.Text.RegularExpressions;
using EmotionVoice.Edge.Core.Dialogue.Rules;
using EmotionVoice.Edge.Core.Dialogue.Safety;

namespace EmotionVoice.Edge.Core.Dialogue.Requests;

/// <summary>The kind of a request by rules, English and Korean. The first kind that fits is it. Pure; safe to call from several threads.</summary>
public static class RequestRules
{
    private static readonly (RequestKind Kind, IReadOnlyList<PhrasePattern> English, Regex Korean)[] s_kinds =
    [
        (RequestKind.Command, PhrasePattern.Table(RequestTables.CommandEnglish), Korean(RequestTables.CommandKorean)),
        (RequestKind.StatusQuestion, PhrasePattern.Table(RequestTables.StatusEnglish), Korean(RequestTables.StatusKorean)),
        (RequestKind.Complaint, PhrasePattern.Table(RequestTables.ComplaintEnglish), Korean(RequestTables.ComplaintKorean)),
        (RequestKind.Order, PhrasePattern.Table(RequestTables.OrderEnglish), Korean(RequestTables.OrderKorean)),
        (RequestKind.Question, PhrasePattern.Table(RequestTables.QuestionEnglish), Korean(RequestTables.QuestionKorean)),
        (RequestKind.Greeting, PhrasePattern.Table(RequestTables.GreetingEnglish), Korean(RequestTables.GreetingKorean)),
    ];

    public static RequestKind Find(string text)
    {
        SpokenWords words = SpokenWords.Of(text);
        if (SafetyRules.Find(words) != Danger.None)
            return RequestKind.Emergency;
        foreach ((RequestKind kind, IReadOnlyList<PhrasePattern> english, Regex korean) in s_kinds)
            if (english.Any(pattern => pattern.Find(words.English) is not null) || (words.Korean.Length > 0 && korean.IsMatch(words.Korean)))
                return kind;
        return text.TrimEnd().EndsWith('?') ? RequestKind.Question : RequestKind.Conversation;
    }

    private static Regex Korean(string rows) => new(
        string.Join('|', rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), RegexOptions.CultureInvariant | RegexOptions.Compiled);
}
