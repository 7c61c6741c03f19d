namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>
/// What the last Korean word tells: the verb stands at the end, and its ending says whether the sentence is finished
/// (-요, -다, -까) or goes on (-고, -는데, -서). Pure.
/// </summary>
internal static class KoreanEndings
{
    private static readonly string[] s_openWords =
    [
        "음", "어", "그", "저", "저기", "뭐", "막", "그러니까", "그리고", "그런데", "근데", "그래서", "하지만", "그러면", "그럼", "또", "또는", "혹시", "그냥", "왜냐하면",
    ];

    /// <summary>Endings of verbs that go on. -니까 (because) stands apart from the question -ㅂ니까.</summary>
    private static readonly string[] s_openEndings =
        ["때문에", "는데", "은데", "인데", "한데", "던데", "지만", "려고", "거나", "도록", "다가", "보다", "마다", "서", "고", "면", "랑"];

    /// <summary>Particles; nouns end alike ("사과", "회의"), so a mark behind them leaves it open.</summary>
    private static readonly string[] s_particles = ["와", "과", "의", "은", "는", "을", "를"];

    private static readonly string[] s_finishedEndings = ["요", "죠", "다", "까"];

    private static readonly string[] s_wholeAnswers = ["네", "예", "응", "아니", "좋아", "그래", "됐어", "몰라", "안녕", "싫어"];

    /// <summary>Whole, but mostly the beginning of something.</summary>
    private static readonly string[] s_leadIns = ["안녕하세요", "감사합니다", "고맙습니다", "저기요", "실례합니다", "죄송합니다", "미안합니다"];

    // A Hangul syllable is U+AC00 + (initial * 21 + vowel) * 28 + final (Unicode, section 3.12).
    private const int FirstSyllable = 0xAC00, FinalConsonants = 28, FinalBieup = 17;

    private const string Digits = "공영일이삼사오육륙칠팔구";
    private static readonly string[] s_dictations = ["번호", "전화", "코드", "카드", "계좌"];

    public static SentenceEnding Of(string[] words, char? mark)
    {
        string[] bare = [.. words.Select(SentenceEndings.Bare).Where(word => word.Length > 0)];
        if (bare.Length == 0)
            return SentenceEnding.Unknown;
        string last = bare[^1];
        if (bare.Length == 1 && s_wholeAnswers.Contains(last))
            return SentenceEnding.Finished;
        if (bare.Length == 1 && s_leadIns.Contains(last))
            return SentenceEnding.Unknown;
        if (s_openWords.Contains(last) || IsOpenNumber(bare))
            return SentenceEnding.Open;
        if (last.Length > 1 && (Ends(last, s_openEndings) || IsBecause(last)))
            return SentenceEnding.Open;
        if (last.Length > 1 && mark is null && Ends(last, s_particles))
            return SentenceEnding.Open;
        if (last.Length > 1 && Ends(last, s_finishedEndings))
            return SentenceEnding.Finished;
        return mark is not null ? SentenceEnding.Finished : SentenceEnding.Unknown;
    }

    private static bool Ends(string word, string[] endings) => endings.Any(ending => word.EndsWith(ending, StringComparison.Ordinal));

    // 추우니까 goes on, 춥습니까 asks: there the syllable before ends in ㅂ.
    private static bool IsBecause(string word) =>
        word.EndsWith("니까", StringComparison.Ordinal) && (word.Length == 2 || (word[^3] - FirstSyllable) % FinalConsonants != FinalBieup);

    private static bool IsOpenNumber(string[] bare)
    {
        int digits = 0, run = 0;
        foreach (string word in bare.Reverse())
        {
            if (!SentenceEndings.IsDigits(word) && !word.All(Digits.Contains))
                break;
            run++;
            digits += word.Count(c => char.IsAsciiDigit(c) || Digits.Contains(c));
        }

        bool dictating = bare.SkipLast(run).Any(word => s_dictations.Any(cue => word.Contains(cue, StringComparison.Ordinal)));
        return run > 0 && ((dictating && digits < 10) || (digits is >= 3 and < 7 && !SentenceEndings.IsDigits(bare[^1])));
    }
}
