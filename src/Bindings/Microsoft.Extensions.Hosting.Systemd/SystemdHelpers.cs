using System.Globalization;

namespace Microsoft.Extensions.Hosting.Systemd;

/// <summary>Tells whether this process is a systemd service.</summary>
public static class SystemdHelpers
{
    private static readonly Lazy<bool> Answer = new(() => Ask(Environment.ProcessId, Environment.GetEnvironmentVariable, ParentName));

    /// <summary>True when systemd started this process; asked once.</summary>
    public static bool IsSystemdService() => Answer.Value;

    /// <summary>
    /// In a container the service is process 1 and only the variables of socket notification or activation tell;
    /// elsewhere the parent's name does.
    /// </summary>
    private static bool Ask(int processId, Func<string, string?> variable, Func<string?> parentName)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        if (processId == 1)
            return !string.IsNullOrEmpty(variable("NOTIFY_SOCKET")) || !string.IsNullOrEmpty(variable("LISTEN_PID"));
        return parentName() == "systemd";
    }

    /// <summary>The parent's name, or null where /proc doesn't show it.</summary>
    private static string? ParentName()
    {
        try
        {
            // "pid (name) state ppid …"; the name itself may hold spaces and brackets.
            string stat = File.ReadAllText("/proc/self/stat");
            string parent = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{parent}/comm")).TrimEnd('\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
