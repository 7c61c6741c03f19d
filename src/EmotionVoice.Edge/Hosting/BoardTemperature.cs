using System.Globalization;

namespace EmotionVoice.Edge.Hosting;

/// <summary>The processor's temperature as the kernel tells it (Documentation/driver-api/thermal/sysfs-api).</summary>
/// <param name="folder">/sys/class/thermal.</param>
internal sealed class BoardTemperature(string folder = "/sys/class/thermal")
{
    // Of several zones the processor's: Raspberry Pi, Jetson and other boards, Intel and AMD.
    private static readonly string[] s_processors = ["cpu", "x86_pkg", "soc", "k10temp"];

    private readonly Lazy<string?> _file = new(() => Find(folder));

    /// <summary>Degrees Celsius; null where nothing tells it.</summary>
    public double? Celsius()
    {
        if (_file.Value is not { } file)
            return null;
        try
        {
            return int.TryParse(File.ReadAllText(file), NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int thousandths)
                ? thousandths / 1_000.0
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Find(string folder)
    {
        try
        {
            return Directory.EnumerateDirectories(folder, "thermal_zone*")
                .OrderByDescending(zone => s_processors.Any(name => File.ReadAllText(Path.Combine(zone, "type")).StartsWith(name, StringComparison.OrdinalIgnoreCase)))
                .ThenBy(zone => zone, StringComparer.Ordinal)
                .Select(zone => Path.Combine(zone, "temp"))
                .FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
