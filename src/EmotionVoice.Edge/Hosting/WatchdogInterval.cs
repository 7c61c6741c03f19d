using System.Globalization;

namespace EmotionVoice.Edge.Hosting;

/// <summary>How often the service manager wants to hear from this process (sd_watchdog_enabled(3)).</summary>
internal static class WatchdogInterval
{
    /// <summary>Null when it doesn't want to, or means another process.</summary>
    public static TimeSpan? Read(Func<string, string?> variable, int processId)
    {
        if (!long.TryParse(variable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds) || microseconds == 0)
            return null;
        string? process = variable("WATCHDOG_PID");
        bool other = !string.IsNullOrEmpty(process) && process != processId.ToString(CultureInfo.InvariantCulture);
        return other ? null : TimeSpan.FromMicroseconds(microseconds);
    }
}
