using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Led;
using Spectre.Console;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>Draws the turn that is going on, in the room that there is. Pure.</summary>
internal sealed class TurnView(LiveTurn turn, Rgb[] ring, LedPalette palette)
{
    private const int NameCells = 10, ShareCells = 6, MeterCells = 30;
    private const int Gap = 2;
    private const int WideCells = 110, RingCells = 56, BarCells = 28;
    private const int WordLines = 2, ReplyLines = 3;

    // In dBFS; below this there are only zeros.
    private const float Silent = -100;

    /// <param name="cells">Width of a line; none is wider.</param>
    /// <param name="rows">Most lines.</param>
    public List<StyledLine> Lines(int cells, int rows)
    {
        List<StyledLine> lines = [StateLine(cells)];
        int bars = EmotionLabels.Count;
        if (cells >= WideCells && rows > bars + 1)
            lines.AddRange(Columns([.. Bars(cells / 3)], Ring(), [.. Words(cells - cells / 3 - RingDots.Columns - 3 * Gap, bars)]));
        else if (cells >= RingCells && rows > bars + 3)
            lines.AddRange([.. Columns([.. Bars(cells - RingDots.Columns - 2 * Gap)], Ring()), .. Words(cells)]);
        else if (cells >= BarCells && rows > bars + 3)
            lines.AddRange([.. RingRow(cells), .. Bars(cells), .. Words(cells)]);
        else
            lines.AddRange([.. Feeling(cells), .. Words(cells)]);
        return [.. lines.Take(rows).Select(line => line.Within(cells))];
    }

    private StyledLine StateLine(int cells)
    {
        Style style = turn.State switch
        {
            RingState.Error or RingState.Muted => Paint.Bad,
            RingState.Hearing => Paint.Words,
            RingState.Speaking => Paint.Reply,
            _ => Paint.Strong,
        };
        string text = turn.LostDevices.Count > 0 ? $"Waiting for {string.Join(" and ", turn.LostDevices)}" : State();
        StyledLine line = new StyledLine().Add($"● {text}", turn.LostDevices.Count > 0 ? Paint.Bad : style);
        float? level = turn.State == RingState.Speaking ? turn.OutputDb : turn.InputDb;
        int room = Math.Min(MeterCells, cells - Math.Max(line.Cells, NameCells + 4) - Gap - 9);
        if (turn.State is RingState.Starting or RingState.Thinking or RingState.Muted || level is not { } db || room < 4)
            return line;
        return line.To(NameCells + 4).Add("  ").Add(Bar(Loudness.Of(db), room), style).Add(db < Silent ? "" : $" {Math.Round(db),4} dB", Paint.Quiet);
    }

    private string State() => turn.State switch
    {
        RingState.Starting => $"Getting ready, {TurnText.Percent(turn.Readiness)}",
        RingState.Idle => "Waiting to be called",
        RingState.Hearing => "Hearing you",
        RingState.Muted => "The microphone is off",
        RingState.Error => "Something went wrong",
        RingState state => state.ToString(),
    };

    private IEnumerable<StyledLine> Bars(int cells)
    {
        EmotionScores scores = turn.Emotion?.Scores ?? EmotionScores.None;
        foreach (EmotionLabel label in Enum.GetValues<EmotionLabel>())
        {
            bool top = label == turn.Emotion?.Label;
            StyledLine line = new StyledLine().Add(CellText.Pad(label.Name(), NameCells), top ? Paint.Strong : Style.Plain);
            line.Add(Bar(scores[label], cells - NameCells - ShareCells), Paint.Of(palette, label));
            yield return line.Add($"{TurnText.Percent(scores[label]),ShareCells}", top ? Paint.Strong : Paint.Quiet);
        }
    }

    private StyledLine[] Ring()
    {
        if (turn.Emotion is not { } emotion)
            return RingDots.Circle(ring, []);
        Style style = Paint.Of(palette, emotion.Label);
        StyledLine[] circle = RingDots.Circle(ring, [(emotion.Label.Name(), style), (TurnText.Percent(emotion.Confidence), Paint.Quiet)]);
        return [.. circle, new StyledLine().Add($"valence   {TurnText.Signed(emotion.Valence)}", Paint.Quiet), new StyledLine().Add($"arousal   {TurnText.Signed(emotion.Arousal)}", Paint.Quiet)];
    }

    private IEnumerable<StyledLine> RingRow(int cells) => ring.Length > 0 ? [RingDots.Row(ring, cells)] : [];

    private IEnumerable<StyledLine> Feeling(int cells) =>
        turn.Emotion is { } emotion ? TurnBlock.Wrapped([(TurnText.Feeling(emotion), Paint.Of(palette, emotion.Label))], cells) : [];

    private IEnumerable<StyledLine> Words(int cells, int most = WordLines + ReplyLines)
    {
        IEnumerable<StyledLine> heard = turn.Words is { } words
            ? TurnBlock.Wrapped([(TurnText.Quote(words.Text), Paint.Words), ($"({TurnText.Sure(words)})", Paint.Quiet)], cells)
            : turn.Partial is { } partial ? TurnBlock.Wrapped([("…" + partial.Confirmed, Paint.Words), (partial.Tentative, Paint.Quiet)], cells)
            : turn.State == RingState.Hearing ? [new StyledLine().Add("…", Paint.Words)] : [];
        List<StyledLine> reply = turn.Reply.Count > 0 ? [.. TurnBlock.Wrapped([("→", Paint.Quiet), (string.Join(' ', turn.Reply), Paint.Reply)], cells)] : [];
        // What is spoken now stands at the end.
        StyledLine[] question = [.. heard.Take(most - Math.Min(ReplyLines, reply.Count))];
        return [.. question, .. reply.TakeLast(Math.Max(ReplyLines, most - question.Length))];
    }

    private static IEnumerable<StyledLine> Columns(params StyledLine[][] columns)
    {
        int[] starts = new int[columns.Length];
        for (int i = 1; i < columns.Length; i++)
            starts[i] = starts[i - 1] + columns[i - 1].Max(line => line.Cells) + Gap;
        for (int row = 0; row < columns.Max(column => column.Length); row++)
        {
            StyledLine line = new();
            for (int i = 0; i < columns.Length; i++)
                if (row < columns[i].Length)
                    line.To(starts[i]).Add(columns[i][row]);
            yield return line;
        }
    }

    /// <summary>As long as its share of the cells, to an eighth of a cell.</summary>
    private static string Bar(float share, int cells)
    {
        int eighths = (int)Math.Round(8 * Math.Max(0, cells) * Math.Clamp(share, 0, 1));
        string bar = new string('█', eighths / 8) + (eighths % 8 > 0 ? "▏▎▍▌▋▊▉"[eighths % 8 - 1].ToString() : "");
        return bar.PadRight(Math.Max(0, cells));
    }
}
