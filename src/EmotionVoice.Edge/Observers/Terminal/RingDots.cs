using EmotionVoice.Edge.Core.Led;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>A ring of coloured dots: what the LEDs show, as a screen shows light.</summary>
internal static class RingDots
{
    public const int Rows = 7, Columns = 15;

    // More dots than this share cells in a circle of that size.
    private const int MostDots = 20;

    /// <param name="frame">[LEDs]</param>
    /// <param name="inside">Up to three short lines for the middle.</param>
    public static StyledLine[] Circle(ReadOnlySpan<Rgb> frame, IReadOnlyList<(string Text, Spectre.Console.Style Style)> inside)
    {
        Rgb?[,] cells = new Rgb?[Rows, Columns];
        int dots = Math.Min(frame.Length, MostDots);
        for (int i = 0; i < dots; i++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * i / dots);
            int row = (int)Math.Round((Rows - 1) / 2.0 * (1 - cos)), column = (int)Math.Round((Columns - 1) / 2.0 * (1 + sin));
            cells[row, column] = frame[i * frame.Length / dots];
        }

        StyledLine[] lines = new StyledLine[Rows];
        int top = (Rows - inside.Count) / 2;
        for (int row = 0; row < Rows; row++)
        {
            lines[row] = new StyledLine();
            (string Text, Spectre.Console.Style Style)? middle = row >= top && row - top < inside.Count ? inside[row - top] : null;
            for (int column = 0; column < Columns; column++)
            {
                int width = middle is { } text ? CellText.Width(text.Text) : 0;
                if (width > 0 && column == (Columns - width) / 2)
                {
                    lines[row].Add(middle!.Value.Text, middle.Value.Style);
                    column += width - 1;
                }
                else
                {
                    Dot(lines[row], cells[row, column]);
                }
            }
        }

        return lines;
    }

    /// <summary>The same in one row, for narrow terminals.</summary>
    public static StyledLine Row(ReadOnlySpan<Rgb> frame, int cells)
    {
        StyledLine line = new();
        int dots = Math.Min(frame.Length, Math.Max(1, cells));
        for (int i = 0; i < dots; i++)
            Dot(line, frame[i * frame.Length / dots]);
        return line;
    }

    // Brightness shows without colours too.
    private static void Dot(StyledLine line, Rgb? led)
    {
        if (led is not { } light)
        {
            line.Add(" ");
            return;
        }

        (byte r, byte g, byte b) = LinearRgb.FromLed(light).ToSrgb();
        int strongest = Math.Max(r, Math.Max(g, b));
        line.Add(strongest < 24 ? "·" : strongest < 90 ? "•" : "●", strongest < 24 ? Paint.Quiet : Paint.Of(LinearRgb.FromLed(light)));
    }
}
