using System.Text.RegularExpressions;
using EmotionVoice.Edge.Core.Dialogue.Rules;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>Whether words agree, refuse, or do neither. What holds both is a no: nothing is done on a doubtful yes. Pure.</summary>
public static partial class YesOrNo
{
    public static bool? Of(string text)
    {
        SpokenWords words = SpokenWords.Of(text);
        string english = string.Join(' ', words.English);
        if (EnglishNo().IsMatch(english) || KoreanNo().IsMatch(words.Korean))
            return false;
        return words.English.Count <= 6 && EnglishYes().IsMatch(english) || words.Korean.Length is > 0 and <= 14 && KoreanYes().IsMatch(words.Korean) ? true : null;
    }

    [GeneratedRegex(@"\b(?:no|nope|nah|dont|never|cancel|stop|wait|not|leave it|rather not)\b")]
    private static partial Regex EnglishNo();

    [GeneratedRegex(@"^(?:oh |um |uh )?(?:yes|yeah|yep|yup|sure|okay|please do|go ahead|do it|of course|absolutely|correct|right|im sure)\b")]
    private static partial Regex EnglishYes();

    [GeneratedRegex("^아니|하지마|하지말|됐어|취소|그만|싫어|안돼|말아|아냐")]
    private static partial Regex KoreanNo();

    [GeneratedRegex("^(?:응|어|네|예|그래|그럼|좋아|맞아|물론|당연|해줘|해주세요|그렇게|부탁)")]
    private static partial Regex KoreanYes();
}
