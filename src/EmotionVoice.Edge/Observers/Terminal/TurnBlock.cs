using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using Spectre.Console;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>What stays on the terminal of a finished turn: a few lines.</summary>
internal static class TurnBlock
{
    private const string Indent = "  ";

    /// <returns>Nothing when the event ends no turn.</returns>
    public static IEnumerable<StyledLine> Of(ConversationEvent ended, LedPalette palette, int cells) => ended switch
    {
        TurnCompleted completed => Of(completed.Turn, completed.Report, palette, cells),
        TurnIgnored ignored => Wrapped([($"Turn {ignored.Turn}: nothing was said ({ignored.Reason}).", Paint.Quiet)], cells),
        TurnFailed failed => Wrapped([($"Turn {failed.Turn} failed:", Paint.Bad), (failed.Error, Style.Plain)], cells),
        DeviceLost lost => Wrapped([($"{lost.Device} is gone:", Paint.Bad), (lost.Error, Style.Plain)], cells),
        DeviceReady ready => Wrapped([($"{ready.Device} is there.", Paint.Quiet)], cells),
        ReplyServerLost lost => Wrapped([($"{lost.Server} is out of use:", Paint.Bad), ($"{lost.Error}; this device answers by itself", Style.Plain)], cells),
        ReplyServerReady ready => Wrapped([($"{ready.Server} answers again.", Paint.Quiet)], cells),
        _ => [],
    };

    /// <summary>Sets texts of different styles one after the other, in as many lines as they need.</summary>
    public static IEnumerable<StyledLine> Wrapped(IEnumerable<(string Text, Style Style)> parts, int cells, string indent = "")
    {
        int room = Math.Max(1, cells - indent.Length);
        StyledLine line = new();
        foreach ((string text, Style style) in parts)
        {
            foreach (string word in CellText.Words(text).SelectMany(word => CellText.Wrap(word, room)))
            {
                if (line.Cells > 0 && line.Cells + 1 + CellText.Width(word) > room)
                {
                    yield return new StyledLine().Add(indent).Add(line);
                    line = new StyledLine();
                }

                line.Add(line.Cells > 0 ? " " + word : word, style);
            }
        }

        if (line.Cells > 0)
            yield return new StyledLine().Add(indent).Add(line);
    }

    private static IEnumerable<StyledLine> Of(int turn, TurnReport report, LedPalette palette, int cells)
    {
        Understood heard = report.Heard;
        return
        [
            .. Wrapped([($"Turn {turn}", Paint.Strong), (TurnText.Quote(heard.Transcript.Text), Paint.Words), ($"({TurnText.Sure(heard.Transcript)})", Paint.Quiet)], cells),
            .. Wrapped([(TurnText.Feeling(heard.Emotion), Paint.Of(palette, heard.Emotion.Label)), ($"({TurnText.Grounds(heard)})", Paint.Quiet)], cells, Indent),
            .. report.Reply is { } reply ? Wrapped([(TurnText.Quote(reply.Text), Paint.Reply), ($"({TurnText.Tone(reply)})", Paint.Quiet)], cells, Indent) : [],
            .. Wrapped([(TurnText.Timings(report.Timings), Paint.Quiet)], cells, Indent),
        ];
    }
}
