using System.Threading.Channels;
using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Devices.Simulated;
using EmotionVoice.Edge.Observers.LedRing;
using EmotionVoice.Edge.Observers.Terminal;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Tests.Observers.Terminal;

public sealed class TerminalTurnsTests : IDisposable
{
    private readonly StringWriter _error = new();

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(160)]
    public async Task A_finished_turn_stays_and_the_drawing_goes(int width)
    {
        FakeTerminal terminal = new(width);
        await RunAsync(terminal, [.. SomeTurns.UntilSpeaking(SomeTurns.Korean), new TurnCompleted(1, SomeTurns.Report(SomeTurns.Korean))]);
        string[] rows = terminal.Rows();
        string text = string.Concat(rows).Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal);
        Assert.StartsWith("Turn 1", rows[0], StringComparison.Ordinal);
        Assert.Contains(SomeTurns.Korean.Replace(" ", "", StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.Contains("sadandfearful64%", text, StringComparison.Ordinal);
        Assert.Contains("total900", text, StringComparison.Ordinal);
        Assert.DoesNotContain(rows, row => row.Contains('█', StringComparison.Ordinal) || row.Contains('●', StringComparison.Ordinal));
        Assert.Equal(0, terminal.Broken);
        Assert.True(terminal.CursorVisible);
    }

    [Fact]
    public void Each_drawing_covers_the_one_before_and_leaves_what_is_above()
    {
        FakeTerminal terminal = new(40, height: 12);
        LiveArea area = new(terminal.Console);
        for (int i = 0; i < 50; i++)
            area.Draw(i % 10 == 0 ? [Line($"kept {i}")] : [], [.. Enumerable.Range(0, 1 + i * 7 % 5).Select(row => Line(new string('x', 39 - row - i % 13)))]);
        area.Draw([], [Line("last"), Line("row")]);
        Assert.Equal(["kept 0", "kept 10", "kept 20", "kept 30", "kept 40", "last", "row"], terminal.Rows());
        Assert.False(terminal.CursorVisible);
        area.Close([]);
        Assert.Equal(["kept 0", "kept 10", "kept 20", "kept 30", "kept 40", ""], terminal.Rows());
    }

    [Fact]
    public async Task Messages_of_the_log_stand_above_the_drawing()
    {
        FakeTerminal terminal = new(60);
        TerminalLog log = new(_error);
        using ILoggerFactory factory = LoggerFactory.Create(builder => builder.AddProvider(log));
        ILogger logger = factory.CreateLogger("test");
        await RunAsync(terminal, [.. SomeTurns.UntilSpeaking(), new TurnIgnored(2, TranscriptRejection.TooQuiet)], log, () => logger.Gone(new IOException("it broke\nin two")));
        Assert.Equal(["The device is gone. it broke in two", "Turn 2: nothing was said (TooQuiet)."], terminal.Rows().Where(row => row.Length > 0));
        Assert.Equal("", _error.ToString());
        logger.Gone(new IOException("afterwards"));
        Assert.Equal("The device is gone. afterwards" + Environment.NewLine, _error.ToString());
    }

    public void Dispose() => _error.Dispose();

    private static StyledLine Line(string text) => new StyledLine().Add(text);

    private async Task RunAsync(FakeTerminal terminal, ConversationEvent[] events, TerminalLog? log = null, Action? meanwhile = null)
    {
        FakeClock clock = new();
        LedRingOptions options = new();
        TerminalLedRing ring = new(options.Count);
        TerminalTurns turns = new(terminal.Console, new LedRings([ring], ring), options, log ?? new TerminalLog(_error), clock);
        Channel<ConversationEvent> queue = Channel.CreateUnbounded<ConversationEvent>();
        Task observing = turns.ObserveAsync(queue.Reader.ReadAllAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        foreach (ConversationEvent happened in events)
        {
            if (ReferenceEquals(happened, events[^1]))
                meanwhile?.Invoke();
            queue.Writer.TryWrite(happened);
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        queue.Writer.Complete();
        await observing;
    }
}

internal static partial class TestLog
{
    [LoggerMessage(1, LogLevel.Warning, "The device is gone.")]
    public static partial void Gone(this ILogger logger, Exception exception);
}
