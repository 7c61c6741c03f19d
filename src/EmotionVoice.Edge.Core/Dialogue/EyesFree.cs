using System.Text.RegularExpressions;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>
/// Finds sentences that ask a driver to look, read or type. Glances of two seconds and more double the risk of a crash
/// (NHTSA, Visual-Manual Driver Distraction Guidelines, 2013), so a sentence too many left out is the smaller harm. Pure.
/// </summary>
public static partial class EyesFree
{
    public static bool AsksToLook(string sentence) => English().IsMatch(sentence) || Korean().IsMatch(sentence);

    // "look up" and "look forward to" ask for nothing; "I see" neither.
    [GeneratedRegex(
        """
        \b(?: (?:look|looking|glance|glancing|peek|stare) \s+ (?:at|over|there|here|closely|down|to\s+your|in(?:to|side)?|out|behind)
          | (?:take|have) \s+ (?:a|another) \s+ (?:quick\s+|close\s+|closer\s+)? (?:look|glance|peek)
          | (?:watch|check|see|read|view|tap|touch|press|swipe) \s+ (?:(?:at|on|out|through)\s+)? (?:(?:the|this|that|your|my|a)\s+)? (?:\w+\s+)?
              (?:screen|display|map|dashboard|video|picture|photo|phone|message|text|list|menu|app|e-?mail)s?
          | (?:on|at) \s+ (?:the|your|my) \s+ (?:\w+\s+)? (?:screen|display|phone)
          | as \s+ (?:shown|you\s+can\s+see)
          | close \s+ your \s+ eyes
          | (?:type|write) \s+ (?:in|down|it|this|that|your)
        )\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex English();

    // The verbs with an object in front: 해 보세요 (try it) is no request to look.
    [GeneratedRegex(@"(?:화면|지도|사진|영상|휴대폰|스마트폰|계기판|목록|메시지|문자)\S*\s*(?:잠깐\s*|한번\s*)?(?:보|봐|살펴|확인|읽|눌러|터치)|쳐다보|쳐다봐|들여다보|들여다봐|눈을\s*감")]
    private static partial Regex Korean();
}
