namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>
/// What the last English words tell. Recognisers set a full stop after anything that stops, so the last word counts for
/// more than the mark behind it. Pure.
/// </summary>
internal static class EnglishEndings
{
    private const int ShortAnswer = 4;
    private const int Dictated = 3;

    /// <summary>Nothing ends with these, whatever mark follows.</summary>
    private static readonly HashSet<string> s_neverLast = Set(
        "and but or nor because cause although unless whether while than plus " +
        "the a an my your our their its every " +
        "um uh er erm uhm hmm mm " +
        "i we they he she i'm i'd i'll i've we're we've we'll you're you've they're it's that's there's he's she's what's let's gonna wanna gotta very");

    /// <summary>These end a question ("Where are you from?") but hardly a statement.</summary>
    private static readonly HashSet<string> s_lastInQuestions = Set(
        "like to of at for with from about into onto between during without against toward towards until via per by as if when where which who whose since though");

    /// <summary>These end short answers ("Yes, it is.") and questions, hardly anything else.</summary>
    private static readonly HashSet<string> s_lastInAnswers = Set(
        "is are was were am be been will would can could should must might may do does did have has had don't doesn't didn't isn't aren't not so well");

    private static readonly HashSet<string> s_wholeAnswers = Set(
        "yes yeah yep yup no nope sure right exactly correct stop bye goodbye please maybe never always cancel");

    /// <summary>Alone, these only keep the floor.</summary>
    private static readonly HashSet<string> s_openAlone = Set("so well like actually basically now then also");

    private static readonly HashSet<string> s_wholePhrases = new(StringComparer.Ordinal)
    {
        "no thanks", "no thank you", "yes please", "of course", "never mind", "that's all", "that is all", "that's it", "i don't know",
        "not really", "good night", "go ahead", "go on", "shut up",
    };

    /// <summary>Whole, but mostly the beginning of something: "Thank you. Could you also …".</summary>
    private static readonly HashSet<string> s_leadIns = new(StringComparer.Ordinal)
    {
        "hello", "hi", "hey", "okay", "ok", "thanks", "thank you", "thank you very much", "all right", "good morning", "good evening", "excuse me", "sorry",
    };

    private static readonly HashSet<string> s_numbers = Set(
        "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen " +
        "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand double triple");

    private static readonly HashSet<string> s_dictations = Set("number code phone digits zip postcode card pin account password extension reference");

    public static SentenceEnding Of(string[] words, char? mark)
    {
        string[] bare = [.. words.Select(SentenceEndings.Bare).Where(word => word.Length > 0)];
        if (bare.Length == 0)
            return SentenceEnding.Unknown;
        string last = bare[^1], all = string.Join(' ', bare);
        bool question = mark == '?';
        if (bare.Length == 1 ? s_wholeAnswers.Contains(last) : s_wholePhrases.Contains(all))
            return SentenceEnding.Finished;
        if (s_leadIns.Contains(all))
            return SentenceEnding.Unknown;
        if (s_neverLast.Contains(last) || (bare.Length == 1 && s_openAlone.Contains(last)) || IsOpenNumber(bare, words[^1]))
            return SentenceEnding.Open;
        if (s_lastInQuestions.Contains(last))
            return question ? SentenceEnding.Finished : SentenceEnding.Open;
        if (s_lastInAnswers.Contains(last))
            return question ? SentenceEnding.Finished : mark is null || bare.Length > ShortAnswer ? SentenceEnding.Open : SentenceEnding.Unknown;
        return mark is not null ? SentenceEnding.Finished : SentenceEnding.Unknown;
    }

    // "five five five …", "my number is 0176 …": people pause between groups.
    private static bool IsOpenNumber(string[] bare, string written)
    {
        if (!IsNumber(bare[^1]))
            return false;
        int run = bare.Reverse().TakeWhile(IsNumber).Count();
        int digits = bare.TakeLast(run).Sum(word => SentenceEndings.IsDigits(word) ? word.Count(char.IsAsciiDigit) : 1);
        bool dictating = bare.SkipLast(run).Any(s_dictations.Contains);
        return written.EndsWith('-') || (dictating && digits < 10) || (run >= Dictated && digits < 7);
    }

    private static bool IsNumber(string word) => s_numbers.Contains(word) || SentenceEndings.IsDigits(word);

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
