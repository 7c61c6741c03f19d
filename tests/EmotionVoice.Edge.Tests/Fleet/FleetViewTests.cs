using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Fleet;
using EmotionVoice.Edge.Observers.Terminal;

namespace EmotionVoice.Edge.Tests.Fleet;

public sealed class FleetViewTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly FleetDevice s_hall = new("hall")
    {
        IsOnline = true,
        State = "listening",
        Feeling = new FleetFeeling(EmotionLabel.Happy, 0.5f, s_now),
        Turn = new FleetTurn(12, s_now - TimeSpan.FromSeconds(14), 420, "en"),
        Health = new FleetHealth(s_now, 12, 41, 52, 9_000, false, false, 0),
    };

    [Fact]
    public void ADeviceIsOneLineWhereThereIsRoom()
    {
        string[] lines = Draw([s_hall], cells: 120, rows: 10);

        Assert.Equal("EmotionVoice · 1 device, 1 online · broker b:1883", lines[0]);
        Assert.Equal("● hall              listening  happy     ████░░░░  50%  #12 14 s ago 420 ms en     cpu 12% mem 41% 52 °C", lines[2].TrimEnd());
    }

    [Fact]
    public void OnANarrowTerminalItIsTwo()
    {
        string[] lines = Draw([s_hall], cells: 60, rows: 10);

        Assert.Equal("● hall              listening  happy     ████░░░░  50%", lines[1]);
        Assert.Equal("  #12 14 s ago 420 ms en     cpu 12% mem 41% 52 °C", lines[2].TrimEnd());
    }

    [Fact]
    public void WhatIsWrongIsSaid()
    {
        FleetDevice off = s_hall with { IsOnline = false }, hot = s_hall with { Name = "lab", LostDevices = 1, Health = new FleetHealth(s_now - TimeSpan.FromHours(3), null, null, 85, 50, true, true, 7) };

        string[] lines = Draw([off, hot, new FleetDevice("new")], cells: 160, rows: 10);

        Assert.StartsWith("○ hall              offline", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("sound device lost 85 °C under-voltage throttled disk 50 MB drops 7 3 h ago", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("? new               —", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void WhereNotAllFitWhoNeedsSomebodyIsSeen()
    {
        FleetDevice[] many = [.. Enumerable.Range(0, 100).Select(i => s_hall with { Name = $"d{i:00}", IsOnline = i is not (57 or 93) })];

        string[] lines = Draw(many, cells: 120, rows: 8);

        Assert.Equal(8, lines.Length);
        Assert.Equal(["○ d57", "○ d93"], lines.Where(line => line.StartsWith('○')).Select(line => line[..5]));
        Assert.Equal("  … and 95 more", lines[^1]);
        Assert.Contains("100 devices, 98 online", lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 3)]
    [InlineData(60, 5)]
    [InlineData(104, 1)]
    [InlineData(250, 60)]
    public void NoLineIsTooWideAndNoneTooMany(int cells, int rows)
    {
        FleetNews[] news = [new FleetNews(s_now, "hall", new string('가', 200))];

        List<StyledLine> lines = FleetView.Lines([s_hall, s_hall with { Name = new string('n', 64) }], news, 3, "b:1883", "it is away.", s_now, LedPalette.Standard, cells, rows);

        Assert.InRange(lines.Count, 1, rows);
        Assert.All(lines, line => Assert.InRange(line.Cells, 0, cells));
    }

    private static string[] Draw(FleetDevice[] devices, int cells, int rows) =>
        [.. FleetView.Lines(devices, [], 0, "b:1883", null, s_now, LedPalette.Standard, cells, rows).Select(line => line.ToString().TrimEnd())];
}
