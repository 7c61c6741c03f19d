using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>The machine and the program: what every figure is worth nothing without.</summary>
internal sealed record MachineFacts(string Cpu, int Cores, double MemoryGigabytes, string System, string Architecture, string Runtime, string Program)
{
    public static MachineFacts Read(SystemFiles files) => new(
        CpuName(files) ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Math.Round(MemoryBytes(files, "MemTotal") / 1e9, 1),
        SystemName(files) ?? RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        RuntimeInformation.FrameworkDescription,
        ProgramVersion);

    public static string ProgramVersion =>
        typeof(MachineFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>A line of /proc/meminfo in bytes; 0 when it isn't there.</summary>
    public static long MemoryBytes(SystemFiles files, string name)
    {
        string? line = files.Lines("/proc/meminfo").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        string[] parts = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return parts.Length > 1 && long.TryParse(parts[1], CultureInfo.InvariantCulture, out long kilobytes) ? kilobytes * 1024 : 0;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Cpu}, {Cores} cores, {MemoryGigabytes} GB, {System} ({Architecture}), {Runtime}, emotionvoice {Program}");

    // A board's name says more than its processor's.
    private static string? CpuName(SystemFiles files) =>
        files.Text("/proc/device-tree/model")?.TrimEnd('\0')
        ?? files.Lines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim();

    private static string? SystemName(SystemFiles files) =>
        files.Lines("/etc/os-release").FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))?.Split('=', 2)[1].Trim('"');
}
