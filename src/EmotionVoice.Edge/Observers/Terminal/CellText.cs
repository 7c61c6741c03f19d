using System.Text;
using Spectre.Console.Rendering;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>Text in the cells of a terminal: a letter takes one, a Hangul syllable two.</summary>
internal static class CellText
{
    public static int Width(string text) => new Segment(text).CellCount();

    /// <summary>What fits, with an ellipsis where something is left out.</summary>
    public static string Fit(string text, int cells)
    {
        if (Width(text) <= cells)
            return text;
        return cells <= 0 ? "" : Head(text, cells - 1).TrimEnd() + "…";
    }

    /// <summary>Fits and fills up with spaces.</summary>
    public static string Pad(string text, int cells)
    {
        string fitting = Fit(text, cells);
        return fitting + new string(' ', Math.Max(0, cells - Width(fitting)));
    }

    /// <summary>What lies between spaces where a line may break.</summary>
    public static string[] Words(string text) => text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Breaks at spaces, and within words that are wider than a line.</summary>
    public static List<string> Wrap(string text, int cells)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in Words(text))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (Width(longer) <= cells)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
                lines.Add(line);
            for (line = word; Width(line) > cells;)
            {
                string head = Head(line, cells);
                // Not even one character fits: it is shown anyway.
                head = head.Length > 0 ? head : Rune.GetRuneAt(line, 0).ToString();
                lines.Add(head);
                line = line[head.Length..];
            }
        }

        if (line.Length > 0)
            lines.Add(line);
        return lines;
    }

    private static string Head(string text, int cells)
    {
        int end = 0, used = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Width(rune.ToString());
            if (used > cells)
                break;
            end += rune.Utf16SequenceLength;
        }

        return text[..end];
    }
}
