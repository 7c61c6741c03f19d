using System.Text.RegularExpressions;

namespace EmotionVoice.Edge.Core.Dialogue.Rules;

/// <summary>Phrases that mean the same: rows of English patterns and of Korean regular expressions. Pure; safe to call from several threads.</summary>
public sealed class PhraseTable(string englishRows, string koreanRows)
{
    public IReadOnlyList<PhrasePattern> English { get; } = PhrasePattern.Table(englishRows);

    public Regex Korean { get; } = new(
        string.Join('|', koreanRows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), RegexOptions.CultureInvariant | RegexOptions.Compiled);

    /// <summary>Whether one of them stands in the words.</summary>
    /// <param name="english">Words, lower case.</param>
    /// <param name="korean">Text; empty when nothing of it is Korean.</param>
    public bool IsIn(IReadOnlyList<string> english, string korean) =>
        English.Any(pattern => pattern.Find(english) is not null) || (korean.Length > 0 && Korean.IsMatch(korean));
}
