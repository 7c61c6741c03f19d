using System.Globalization;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>Temperature and what a Raspberry Pi's firmware did about it or about a weak power supply.</summary>
internal sealed class HeatCheck(SystemFiles files) : IDoctorCheck
{
    private const string ThrottledFile = "/sys/devices/platform/soc/soc:firmware/get_throttled";
    private const double HotCelsius = 80;
    private const string Cool = "Give it air or a heat sink, then look again with: vcgencmd measure_temp";

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        string? throttled = files.Text(ThrottledFile) ?? await SystemCommand.TryRunAsync("vcgencmd", "get_throttled", cancellationToken);
        return [Temperature(files), Throttling(throttled)];
    }

    internal static CheckResult Temperature(SystemFiles files)
    {
        double[] celsius = [.. files.Find("/sys/class/thermal", "thermal_zone*").Select(zone => Millidegrees(files.Text(zone + "/temp"))).OfType<double>()];
        if (celsius.Length == 0)
            return CheckResult.NotApplicable("temperature", "this machine has no sensor that can be read");
        string detail = string.Create(CultureInfo.InvariantCulture, $"{celsius.Max():F0} °C");
        return celsius.Max() < HotCelsius ? CheckResult.Ok("temperature", detail) : CheckResult.Warn("temperature", $"{detail}: the processor slows down", Cool);
    }

    /// <param name="firmware">The file's hexadecimal number, or vcgencmd's <c>throttled=0x…</c>; null where neither is there.</param>
    internal static CheckResult Throttling(string? firmware)
    {
        string hex = firmware?.Split('=')[^1].Trim() ?? "";
        if (hex.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            hex = hex[2..];
        if (!uint.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint bits))
            return CheckResult.NotApplicable("throttling", "only a Raspberry Pi's firmware tells");
        // Bits of `vcgencmd get_throttled` in the Raspberry Pi documentation: 0 to 3 now, 16 to 19 since the start.
        if (HasAny(bits, 0) || HasAny(bits, 16))
            return CheckResult.Warn("throttling", $"the power supply {(HasAny(bits, 0) ? "is" : "was")} too weak", "Use the board's own power supply and a short cable, then look again with: vcgencmd get_throttled");
        return (bits & 0xE000E) != 0
            ? CheckResult.Warn("throttling", $"the processor {((bits & 0xE) != 0 ? "is" : "was")} slowed down because of heat", Cool)
            : CheckResult.Ok("throttling", "none since the start");
    }

    private static bool HasAny(uint bits, int bit) => (bits & (1u << bit)) != 0;

    private static double? Millidegrees(string? text) =>
        int.TryParse(text?.Trim(), CultureInfo.InvariantCulture, out int millidegrees) ? millidegrees / 1000.0 : null;
}
