using EmotionVoice.Edge.Core.Dialogue.Rules;

namespace EmotionVoice.Edge.Core.Dialogue.Safety;

/// <summary>
/// Finds words of danger without a model: what is harmless (<see cref="SafetyTables"/>) is taken out first, then the
/// kinds are tried in their order. Pure; safe to call from several threads.
/// </summary>
public static class SafetyRules
{
    private static readonly PhraseTable s_harmless = new(SafetyTables.HarmlessEnglish, SafetyTables.HarmlessKorean);

    private static readonly (Danger Danger, PhraseTable Phrases)[] s_dangers =
    [
        (Danger.SelfHarm, new PhraseTable(SafetyTables.SelfHarmEnglish, SafetyTables.SelfHarmKorean)),
        (Danger.Violence, new PhraseTable(SafetyTables.ViolenceEnglish, SafetyTables.ViolenceKorean)),
        (Danger.Road, new PhraseTable(SafetyTables.RoadEnglish, SafetyTables.RoadKorean)),
        (Danger.Fire, new PhraseTable(SafetyTables.FireEnglish, SafetyTables.FireKorean)),
        (Danger.Medical, new PhraseTable(SafetyTables.MedicalEnglish, SafetyTables.MedicalKorean)),
    ];

    public static Danger Find(string text) => Find(SpokenWords.Of(text));

    public static Danger Find(SpokenWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        List<string> english = WithoutHarmless(words.English);
        string korean = s_harmless.Korean.Replace(words.Korean, " ");
        foreach ((Danger danger, PhraseTable phrases) in s_dangers)
            if (phrases.IsIn(english, korean))
                return danger;
        return Danger.None;
    }

    // A mark stays where words were taken out, so that what stood around them doesn't become a phrase.
    private static List<string> WithoutHarmless(IReadOnlyList<string> words)
    {
        List<string> left = [.. words];
        foreach (PhrasePattern harmless in s_harmless.English)
            while (harmless.Find(left) is Range found)
            {
                (int start, int length) = found.GetOffsetAndLength(left.Count);
                left.RemoveRange(start, length);
                left.Insert(start, "/");
            }

        return left;
    }
}
