using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Observers.LedRing;
using Spectre.Console;

namespace EmotionVoice.Edge.Observers.Terminal;

/// <summary>Draws the turn on a terminal while it happens, and leaves a few lines of it when it is over.</summary>
internal sealed class TerminalTurns(IAnsiConsole console, LedRings rings, LedRingOptions led, TerminalLog log, TimeProvider clock) : IConversationObserver
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(80);

    private readonly Lock _lock = new();
    private readonly LiveArea _area = new(console);
    private readonly LiveTurn _turn = new();
    private readonly List<ConversationEvent> _ended = [];
    private readonly Rgb[] _ring = new Rgb[rings.Drawn?.Count ?? 0];

    public string Name => "terminal";

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        log.Attach();
        using FrameLoop loop = new("terminal", clock, s_period, _ => Draw());
        try
        {
            await foreach (ConversationEvent happened in events)
                Take(happened);
        }
        finally
        {
            // A terminal that is held (Ctrl+S) is left as it is.
            if (loop.Stop())
                lock (_lock)
                    _area.Close(NewLines());
            log.Detach();
        }
    }

    private void Take(ConversationEvent happened)
    {
        lock (_lock)
        {
            _turn.Apply(happened);
            if (happened is TurnCompleted or TurnIgnored or TurnFailed or DeviceLost or DeviceReady or ReplyServerLost or ReplyServerReady)
                _ended.Add(happened);
        }
    }

    private void Draw()
    {
        rings.Drawn?.Read(_ring);
        List<StyledLine> above, live;
        lock (_lock)
        {
            above = NewLines();
            live = new TurnView(_turn, _ring, led.Palette).Lines(_area.Cells, _area.Rows);
        }

        try
        {
            _area.Draw(above, live);
        }
        catch (IOException)
        {
            // The terminal is gone; the conversation is not.
        }
    }

    private List<StyledLine> NewLines()
    {
        List<StyledLine> lines = [.. log.Take().SelectMany(message => TurnBlock.Wrapped([(message.Text, message.Style)], _area.Cells))];
        foreach (ConversationEvent ended in _ended)
            lines.AddRange([.. TurnBlock.Of(ended, led.Palette, _area.Cells), .. ended is TurnCompleted ? [new StyledLine()] : Array.Empty<StyledLine>()]);
        _ended.Clear();
        return lines;
    }
}
