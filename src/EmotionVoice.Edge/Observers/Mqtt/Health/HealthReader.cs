using System.Globalization;

namespace EmotionVoice.Edge.Observers.Mqtt.Health;

/// <summary>What the kernel says about the machine. Used by one thread.</summary>
/// <param name="root">Where /proc and /sys lie; another folder in tests.</param>
internal sealed class HealthReader(string root = "/")
{
    private const long Megabyte = 1_000_000;

    private CpuTimes? _last;

    /// <summary>Share of the time since the last call in which the processors worked, in percent; null at the first call.</summary>
    public double? CpuPercent()
    {
        if (Read("proc/stat") is not { } text || CpuTimes.Parse(text) is not { } now)
            return null;
        CpuTimes? last = _last;
        _last = now;
        return last is { } before && now.Total > before.Total ? Math.Round(100.0 * (now.Busy - before.Busy) / (now.Total - before.Total), 1) : null;
    }

    /// <summary>Total memory in bytes, and the share that programs can't get, in percent.</summary>
    public (long TotalMb, double UsedPercent)? Memory()
    {
        if (Read("proc/meminfo") is not { } text)
            return null;
        long total = Kilobytes(text, "MemTotal:"), available = Kilobytes(text, "MemAvailable:");
        return total > 0 ? (total * 1_024 / Megabyte, Math.Round(100.0 * (total - available) / total, 1)) : null;
    }

    /// <summary>The hottest thermal zone, in °C.</summary>
    public double? TemperatureC()
    {
        string zones = Path.Combine(root, "sys/class/thermal");
        if (!Directory.Exists(zones))
            return null;
        double[] all = [.. Directory.EnumerateDirectories(zones, "thermal_zone*")
            .Select(zone => Number(Read(Path.Combine(zone, "temp"))) / 1_000.0).OfType<double>().Where(celsius => celsius is > -50 and < 200)];
        return all.Length > 0 ? Math.Round(all.Max(), 1) : null;
    }

    /// <summary>The firmware's bits of a Raspberry Pi (its documentation of <c>vcgencmd get_throttled</c>).</summary>
    public int? ThrottledBits() =>
        Read("sys/devices/platform/soc/soc:firmware/get_throttled")?.Trim() is { } hex
        && int.TryParse(hex.StartsWith("0x", StringComparison.Ordinal) ? hex[2..] : hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int bits) ? bits : null;

    public long? UptimeSeconds() =>
        Read("proc/uptime") is { } text && double.TryParse(text.Split(' ')[0], CultureInfo.InvariantCulture, out double seconds) ? (long)seconds : null;

    /// <summary>Room on the disk that holds a folder.</summary>
    public static long? DiskFreeMb(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace / Megabyte;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    public static long ProcessMb() => Environment.WorkingSet / Megabyte;

    private string? Read(string path)
    {
        try
        {
            string full = Path.Combine(root, path);
            return File.Exists(full) ? File.ReadAllText(full) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static double? Number(string? text) => double.TryParse(text, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static long Kilobytes(string meminfo, string name)
    {
        string? line = meminfo.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line is not null && long.TryParse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out long kilobytes) ? kilobytes : 0;
    }

    /// <summary>First line of /proc/stat, in ticks: user nice system idle iowait irq softirq steal (proc(5)).</summary>
    private readonly record struct CpuTimes(long Busy, long Total)
    {
        public static CpuTimes? Parse(string stat)
        {
            string[] words = stat.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 6 || words[0] != "cpu")
                return null;
            long[] ticks = [.. words.Skip(1).Take(8).Select(word => long.TryParse(word, CultureInfo.InvariantCulture, out long value) ? value : 0)];
            long total = ticks.Sum();
            return new CpuTimes(total - ticks[3] - ticks[4], total);
        }
    }
}
