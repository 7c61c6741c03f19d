using System.Globalization;
using System.Text;

namespace EmotionVoice.Edge.Fleet;

/// <summary>Text from a broker, made fit for a terminal: anybody on the network may have written it. Pure.</summary>
internal static class ForeignText
{
    /// <summary>
    /// Without what moves the cursor, turns the writing direction or can't be seen (Unicode categories C, Zl, Zp), and at
    /// most so many characters; marks that pile up on a letter count as such.
    /// </summary>
    public static string Clean(string text, int most)
    {
        StringBuilder clean = new();
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (length == most)
                return clean.Append('…').ToString();
            if (!IsVisible(rune))
                continue;
            clean.Append(rune);
            length++;
        }

        return clean.ToString();
    }

    // EnumerateRunes gives U+FFFD for half a surrogate pair.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
