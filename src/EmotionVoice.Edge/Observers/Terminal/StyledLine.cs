using Spectre.Console;
using Spectre.Console.Rendering;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>One row of a terminal.</summary>
internal sealed class StyledLine : Renderable
{
    private readonly List<Segment> _parts = [];

    public int Cells { get; private set; }

    public StyledLine Add(string text, Style? style = null)
    {
        _parts.Add(new Segment(Visible(text), style ?? Style.Plain));
        Cells += CellText.Width(text);
        return this;
    }

    public StyledLine Add(StyledLine line)
    {
        _parts.AddRange(line._parts);
        Cells += line.Cells;
        return this;
    }

    /// <summary>Fills up with spaces to where the next column begins.</summary>
    public StyledLine To(int cell) => cell > Cells ? Add(new string(' ', cell - Cells)) : this;

    /// <summary>Cut where it is wider than the terminal.</summary>
    public StyledLine Within(int cells)
    {
        if (Cells <= cells)
            return this;
        StyledLine shorter = new();
        foreach (Segment part in _parts)
        {
            shorter.Add(CellText.Fit(part.Text, cells - shorter.Cells), part.Style);
            if (shorter.Cells >= cells)
                break;
        }

        return shorter;
    }

    public override string ToString() => string.Concat(_parts.Select(part => part.Text));

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => _parts;

    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(Cells, Cells);

    // A model or an engine may write anything; a control character would move the cursor.
    private static string Visible(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
