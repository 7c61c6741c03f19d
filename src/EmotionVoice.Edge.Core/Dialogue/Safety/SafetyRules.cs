using System.Text.RegularExpressions;
using EmotionVoice.Edge.Core.Dialogue.Rules;

namespace EmotionVoice.Edge.Core.Dialogue.Safety;

/// <summary>
/// Finds words of danger without a model: what is harmless (<see cref="SafetyTables"/>) is taken out first, then the
/// kinds are tried in their order. Pure; safe to call from several threads.
/// </summary>
public static class SafetyRules
{
    private static readonly IReadOnlyList<PhrasePattern> s_harmlessEnglish = PhrasePattern.Table(SafetyTables.HarmlessEnglish);

    private static readonly Regex s_harmlessKorean = Korean(SafetyTables.HarmlessKorean);

    private static readonly (Danger Danger, IReadOnlyList<PhrasePattern> English, Regex Korean)[] s_dangers =
    [
        (Danger.SelfHarm, PhrasePattern.Table(SafetyTables.SelfHarmEnglish), Korean(SafetyTables.SelfHarmKorean)),
        (Danger.Violence, PhrasePattern.Table(SafetyTables.ViolenceEnglish), Korean(SafetyTables.ViolenceKorean)),
        (Danger.Road, PhrasePattern.Table(SafetyTables.RoadEnglish), Korean(SafetyTables.RoadKorean)),
        (Danger.Fire, PhrasePattern.Table(SafetyTables.FireEnglish), Korean(SafetyTables.FireKorean)),
        (Danger.Medical, PhrasePattern.Table(SafetyTables.MedicalEnglish), Korean(SafetyTables.MedicalKorean)),
    ];

    public static Danger Find(string text) => Find(SpokenWords.Of(text));

    public static Danger Find(SpokenWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        List<string> english = WithoutHarmless(words.English);
        string korean = s_harmlessKorean.Replace(words.Korean, " ");
        foreach ((Danger danger, IReadOnlyList<PhrasePattern> patterns, Regex regex) in s_dangers)
            if (patterns.Any(pattern => pattern.Find(english) is not null) || (korean.Length > 0 && regex.IsMatch(korean)))
                return danger;
        return Danger.None;
    }

    // A mark stays where words were taken out, so that what stood around them doesn't become a phrase.
    private static List<string> WithoutHarmless(IReadOnlyList<string> words)
    {
        List<string> left = [.. words];
        foreach (PhrasePattern harmless in s_harmlessEnglish)
            while (harmless.Find(left) is Range found)
            {
                (int start, int length) = found.GetOffsetAndLength(left.Count);
                left.RemoveRange(start, length);
                left.Insert(start, "/");
            }

        return left;
    }

    private static Regex Korean(string rows) => new(
        string.Join('|', rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), RegexOptions.CultureInvariant | RegexOptions.Compiled);
}
