using EmotionVoice.Edge.Core.Dialogue.Rules;
using EmotionVoice.Edge.Core.Dialogue.Safety;

namespace EmotionVoice.Edge.Core.Dialogue.Requests;

/// <summary>The kind of a request by rules, English and Korean. The first kind that fits is it. Pure; safe to call from several threads.</summary>
public static class RequestRules
{
    private static readonly (RequestKind Kind, PhraseTable Phrases)[] s_kinds =
    [
        (RequestKind.Command, new PhraseTable(RequestTables.CommandEnglish, RequestTables.CommandKorean)),
        (RequestKind.StatusQuestion, new PhraseTable(RequestTables.StatusEnglish, RequestTables.StatusKorean)),
        (RequestKind.Complaint, new PhraseTable(RequestTables.ComplaintEnglish, RequestTables.ComplaintKorean)),
        (RequestKind.Order, new PhraseTable(RequestTables.OrderEnglish, RequestTables.OrderKorean)),
        (RequestKind.Question, new PhraseTable(RequestTables.QuestionEnglish, RequestTables.QuestionKorean)),
        (RequestKind.Greeting, new PhraseTable(RequestTables.GreetingEnglish, RequestTables.GreetingKorean)),
    ];

    public static RequestKind Find(string text)
    {
        SpokenWords words = SpokenWords.Of(text);
        if (SafetyRules.Find(words) != Danger.None)
            return RequestKind.Emergency;
        foreach ((RequestKind kind, PhraseTable phrases) in s_kinds)
            if (phrases.IsIn(words.English, words.Korean))
                return kind;
        return text.TrimEnd().EndsWith('?') ? RequestKind.Question : RequestKind.Conversation;
    }
}
