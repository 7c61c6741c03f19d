using System.Text;
using Spectre.Console;
using Spectre.Console.Advanced;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>
/// The last rows of a terminal, drawn over and over; lines that are to stay go above them and scroll away. Each picture is
/// one write that overwrites before it erases, so nothing flickers. Used by one thread at a time.
/// </summary>
internal sealed class LiveArea(IAnsiConsole console)
{
    // DEC private modes: 2026 holds the screen back until a picture is complete, 25 shows the cursor.
    private const string Begin = "\e[?2026h\e[?25l", End = "\e[?2026l", ShowCursor = "\e[?25h";
    private const string EraseLine = "\e[K", EraseBelow = "\e[J";

    private int[] _drawn = [];

    /// <summary>Cells that a line may have. The last one stays empty: erasing behind a full line would take its end.</summary>
    public int Cells => Math.Max(1, console.Profile.Width - 1);

    public int Rows => Math.Max(1, console.Profile.Height - 1);

    public void Draw(IEnumerable<StyledLine> above, IReadOnlyList<StyledLine> live)
    {
        StringBuilder picture = new(Begin);
        Home(picture);
        foreach (StyledLine line in above)
            picture.Append(Ansi(line)).Append(EraseLine).Append('\n');
        for (int i = 0; i < live.Count; i++)
            picture.Append(i > 0 ? "\n" : "").Append(Ansi(live[i])).Append(EraseLine);
        Write(picture.Append(EraseBelow).Append(End));
        _drawn = [.. live.Select(line => line.Cells)];
    }

    /// <summary>Takes the area away; what stands above it stays.</summary>
    public void Close(IEnumerable<StyledLine> above)
    {
        StringBuilder picture = new(Begin);
        Home(picture);
        foreach (StyledLine line in above)
            picture.Append(Ansi(line)).Append(EraseLine).Append('\n');
        Write(picture.Append(EraseBelow).Append(ShowCursor).Append(End));
        _drawn = [];
    }

    // A terminal that became narrower has broken the lines; they take more rows than were drawn.
    private void Home(StringBuilder picture)
    {
        int width = Math.Max(1, console.Profile.Width);
        int rows = _drawn.Sum(cells => Math.Max(1, (cells + width - 1) / width));
        picture.Append('\r');
        if (rows > 1)
            picture.Append("\e[").Append(rows - 1).Append('A');
    }

    private string Ansi(StyledLine line) => console.ToAnsi(line).TrimEnd('\r', '\n');

    private void Write(StringBuilder picture)
    {
        console.Profile.Out.Writer.Write(picture.ToString());
        console.Profile.Out.Writer.Flush();
    }
}
