using System.Collections.Frozen;
using System.Text;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>
/// Words by which a listener says "go on" and doesn't take the floor (V. H. Yngve, "On getting a word in edgewise", 1970).
/// Pure.
/// </summary>
public static class BackChannel
{
    private const int MostWords = 4;

    private static readonly FrozenDictionary<string, FrozenSet<string>> s_words = new Dictionary<string, FrozenSet<string>>
    {
        ["en"] = Set("mm mmm hm hmm mhm mmhm mmhmm mhmm hmmm uh huh uhhuh aha ah oh ooh yeah yep yup yes ok okay right sure wow really true good great nice cool fine i see got it of course uh-huh mm-hm"),
        ["ko"] = Set("네 넵 네네 예 어 어어 응 응응 음 음음 아 아아 오 와 그래 그래요 그렇구나 그렇군요 그렇지 그렇죠 맞아 맞아요 좋아 좋아요 진짜 정말 아하 알겠어 알겠어요 알겠습니다"),
    }.ToFrozenDictionary();

    // Harmless alone, but never the whole of one.
    private static readonly FrozenSet<string> s_companions = Set("i it of course see got");

    /// <summary>Whether these words only show that somebody listens.</summary>
    /// <param name="text">As transcribed.</param>
    /// <param name="language">ISO 639-1 code; of other languages than English and Korean only sounds such as "mm" are known.</param>
    public static bool Is(string text, string language)
    {
        string[] words = Words(text);
        if (words.Length is 0 or > MostWords)
            return false;
        FrozenSet<string> known = s_words.TryGetValue(language, out FrozenSet<string>? own) ? own : s_words["en"];
        return words.All(known.Contains) && (!words.All(s_companions.Contains) || IsPhrase(words));
    }

    private static bool IsPhrase(string[] words) => string.Join(' ', words) is "i see" or "got it" or "i got it" or "of course";

    private static string[] Words(string text)
    {
        StringBuilder letters = new(text.Length);
        foreach (char c in text.ToLowerInvariant())
        {
            // "Mm-hm" is one word.
            if (c != '-' && c != '\'')
                letters.Append(char.IsLetterOrDigit(c) ? c : ' ');
        }

        return letters.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').Select(word => word.Replace("-", "", StringComparison.Ordinal)).ToFrozenSet();
}
