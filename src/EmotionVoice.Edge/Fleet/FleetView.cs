using System.Globalization;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Observers.Terminal;
using Spectre.Console;

namespace EmotionVoice.Edge.Fleet;

/// <summary>All devices, one or two lines each, in the room that there is. Pure.</summary>
internal static class FleetView
{
    private const int WideCells = 104;
    private const int NameCells = 20, StateCells = 11, FeelingCells = 25, TurnCells = 27, BarCells = 8;
    private const int MostNews = 6;

    /// <summary>Older feelings are of somebody who has left.</summary>
    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(5);

    /// <param name="devices">By name.</param>
    /// <param name="news">The newest last.</param>
    /// <param name="ignored">Messages that were left.</param>
    /// <param name="broker">Its address.</param>
    /// <param name="trouble">Why there is no connection; null while there is one.</param>
    /// <param name="now">Local time.</param>
    /// <param name="palette">Colours of the feelings.</param>
    /// <param name="cells">Width of a line; none is wider.</param>
    /// <param name="rows">Most lines.</param>
    public static List<StyledLine> Lines(
        IReadOnlyList<FleetDevice> devices, IReadOnlyList<FleetNews> news, long ignored, string broker, string? trouble, DateTimeOffset now, LedPalette palette, int cells, int rows)
    {
        bool wide = cells >= WideCells;
        List<StyledLine> lines = [Head(devices, ignored, broker, trouble)];
        if (wide && devices.Count > 0)
            lines.Add(new StyledLine().Add("  DEVICE", Paint.Quiet).To(NameCells).Add("STATE", Paint.Quiet).To(NameCells + StateCells).Add("FEELING", Paint.Quiet)
                .To(NameCells + StateCells + FeelingCells).Add("LAST TURN", Paint.Quiet).To(NameCells + StateCells + FeelingCells + TurnCells).Add("HEALTH", Paint.Quiet));
        else if (devices.Count == 0 && trouble is null)
            lines.Add(new StyledLine().Add("  No device has been heard of yet. On a device: emotionvoice run --set Mqtt:Enabled=true --set Mqtt:Host=<this broker>", Paint.Quiet));

        int newsRows = Math.Min(news.Count, Math.Min(MostNews, rows / 4));
        int each = wide ? 1 : 2;
        int fit = Math.Max(0, (rows - lines.Count - (newsRows > 0 ? newsRows + 1 : 0)) / each);
        // Who needs somebody must be seen when not all fit.
        FleetDevice[] shown = devices.Count <= fit
            ? [.. devices]
            : [.. devices.OrderByDescending(device => device.NeedsAttention).Take(Math.Max(0, fit - 1)).OrderBy(device => device.Name, StringComparer.Ordinal)];
        foreach (FleetDevice device in shown)
            lines.AddRange(wide ? [Wide(device, now, palette)] : Narrow(device, now, palette));
        if (shown.Length < devices.Count)
            lines.Add(new StyledLine().Add($"  … and {devices.Count - shown.Length} more", Paint.Quiet));
        if (newsRows > 0)
            lines.Add(new StyledLine());
        foreach (FleetNews happened in news.TakeLast(newsRows))
            lines.Add(new StyledLine().Add($"  {happened.At.ToOffset(now.Offset):HH:mm:ss} ", Paint.Quiet).Add(happened.Device, Paint.Strong).Add($" {happened.Text}"));
        return [.. lines.Take(rows).Select(line => line.Within(cells))];
    }

    private static StyledLine Head(IReadOnlyList<FleetDevice> devices, long ignored, string broker, string? trouble)
    {
        StyledLine line = new StyledLine().Add("EmotionVoice", Paint.Strong)
            .Add(Invariant($" · {devices.Count} {(devices.Count == 1 ? "device" : "devices")}, {devices.Count(device => device.IsOnline == true)} online · "));
        if (trouble is null)
            line.Add($"broker {broker}", Paint.Quiet);
        else
            line.Add($"broker {broker} is away: {trouble}", Paint.Bad);
        return ignored == 0 ? line : line.Add(Invariant($" · {ignored} {(ignored == 1 ? "message" : "messages")} not understood"), Paint.Warning);
    }

    private static StyledLine Wide(FleetDevice device, DateTimeOffset now, LedPalette palette) =>
        Name(device).To(NameCells).Add(State(device)).To(NameCells + StateCells).Add(Feeling(device, now, palette))
            .To(NameCells + StateCells + FeelingCells).Add(Turn(device, now)).To(NameCells + StateCells + FeelingCells + TurnCells).Add(Health(device, now));

    private static StyledLine[] Narrow(FleetDevice device, DateTimeOffset now, LedPalette palette) =>
    [
        Name(device).To(NameCells).Add(State(device)).To(NameCells + StateCells).Add(Feeling(device, now, palette)),
        new StyledLine().Add("  ").Add(Turn(device, now)).To(TurnCells + 2).Add(Health(device, now)),
    ];

    private static StyledLine Name(FleetDevice device)
    {
        (string dot, Style style) = device.IsOnline switch
        {
            true => ("● ", device.NeedsAttention ? Paint.Warning : Paint.Reply),
            false => ("○ ", Paint.Bad),
            null => ("? ", Paint.Quiet),
        };
        return new StyledLine().Add(dot, style).Add(CellText.Fit(device.Name, NameCells - 3), Paint.Strong);
    }

    private static StyledLine State(FleetDevice device)
    {
        string text = device.IsOnline == false ? "offline" : device.IsMuted ? "muted" : device.State ?? "—";
        Style style = text switch
        {
            "offline" or "error" or "muted" => Paint.Bad,
            "hearing" or "listening" => Paint.Words,
            "speaking" => Paint.Reply,
            "thinking" or "starting" => Paint.Warning,
            _ => Paint.Quiet,
        };
        return new StyledLine().Add(CellText.Fit(text, StateCells - 1), style);
    }

    private static StyledLine Feeling(FleetDevice device, DateTimeOffset now, LedPalette palette)
    {
        if (device.Feeling is not { } feeling)
            return new StyledLine().Add("—", Paint.Quiet);
        bool fresh = device.IsOnline != false && (feeling.At is not { } at || now - at < s_fresh);
        Style style = fresh ? Paint.Of(palette, feeling.Label) : Paint.Quiet;
        int filled = (int)Math.Round(BarCells * feeling.Confidence);
        return new StyledLine().Add(CellText.Pad(feeling.Label.Name(), 10), style)
            .Add(new string('█', filled), style).Add(new string('░', BarCells - filled), Paint.Quiet).Add($"{Math.Round(100 * feeling.Confidence),4}%", Paint.Quiet);
    }

    private static StyledLine Turn(FleetDevice device, DateTimeOffset now) => device.Turn is not { } turn
        ? new StyledLine().Add("—", Paint.Quiet)
        : new StyledLine().Add(Invariant($"#{turn.Number}")).Add($" {Age(now - turn.At)} ago", Paint.Quiet)
            .Add(turn.FirstAudioMs is { } ms ? Invariant($" {ms} ms") : "").Add(turn.Language is { } language ? $" {language}" : "", Paint.Quiet);

    private static StyledLine Health(FleetDevice device, DateTimeOffset now)
    {
        StyledLine line = new();
        if (device.LostDevices > 0)
            line.Add("sound device lost ", Paint.Bad);
        if (device.Health is not { } health)
            return line.Cells > 0 ? line : line.Add("—", Paint.Quiet);
        line.Add(health.CpuPercent is { } cpu ? Invariant($"cpu {cpu}% ") : "").Add(health.MemoryPercent is { } memory ? Invariant($"mem {memory}% ") : "");
        if (health.TemperatureC is { } heat)
            line.Add(Invariant($"{heat} °C "), heat >= 80 ? Paint.Bad : Style.Plain);
        if (health.UnderVoltage)
            line.Add("under-voltage ", Paint.Bad);
        if (health.Throttled)
            line.Add("throttled ", Paint.Bad);
        if (health.DiskFreeMb is { } disk and < 200)
            line.Add(Invariant($"disk {disk} MB "), Paint.Bad);
        if (health.DroppedFrames > 0)
            line.Add(Invariant($"drops {health.DroppedFrames} "), Paint.Warning);
        return now - health.At > s_fresh ? line.Add($"{Age(now - health.At)} ago", Paint.Warning) : line;
    }

    private static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 60 } => Invariant($"{Math.Max(0, (int)age.TotalSeconds)} s"),
        { TotalMinutes: < 60 } => Invariant($"{(int)age.TotalMinutes} min"),
        { TotalHours: < 48 } => Invariant($"{(int)age.TotalHours} h"),
        _ => Invariant($"{(int)age.TotalDays} d"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
