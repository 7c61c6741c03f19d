using System.Globalization;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>Memory of this process as the kernel counts it.</summary>
/// <param name="ResidentBytes">In use now (VmRSS).</param>
/// <param name="PeakBytes">The most there ever was (VmHWM).</param>
internal readonly record struct ProcessMemory(long ResidentBytes, long PeakBytes)
{
    private const string StatusFile = "/proc/self/status";

    public static ProcessMemory Read() => Parse(File.Exists(StatusFile) ? File.ReadLines(StatusFile) : []);

    /// <summary>Lines of /proc/…/status; the unit there is 1024 bytes.</summary>
    public static ProcessMemory Parse(IEnumerable<string> lines)
    {
        long resident = 0, peak = 0;
        foreach (string line in lines)
        {
            if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
                resident = Kilobytes(line);
            else if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                peak = Kilobytes(line);
        }

        return new ProcessMemory(resident * 1024, Math.Max(peak, resident) * 1024);
    }

    public static double Megabytes(long bytes) => Math.Round(bytes / 1e6, 1);

    private static long Kilobytes(string line) =>
        long.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
