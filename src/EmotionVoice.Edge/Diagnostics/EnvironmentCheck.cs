namespace EmotionVoice.Edge.Diagnostics;

/// <summary>What the program was started with: locale, systemd, how threads wait.</summary>
internal sealed class EnvironmentCheck(SystemFiles files) : IDoctorCheck
{
    /// <summary>The first that is set decides (locale(7)).</summary>
    private static readonly string[] s_locale = ["LC_ALL", "LC_CTYPE", "LANG"];

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Judge(Environment.GetEnvironmentVariable, files.Exists("/run/systemd/system")));

    internal static IReadOnlyList<CheckResult> Judge(Func<string, string?> environment, bool systemd) =>
    [
        Locale(environment), Service(environment, systemd), Threads(environment),
    ];

    private static CheckResult Locale(Func<string, string?> environment)
    {
        string locale = s_locale.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
        bool utf8 = locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
        if (utf8)
            return CheckResult.Ok("locale", locale);
        return CheckResult.Warn("locale", $"{(locale.Length > 0 ? locale : "none")}: a terminal may not show Korean", "export LANG=C.UTF-8");
    }

    private static CheckResult Service(Func<string, string?> environment, bool systemd)
    {
        if (environment("INVOCATION_ID") is { Length: > 0 })
            return CheckResult.Ok("systemd", environment("NOTIFY_SOCKET") is null ? "started by it" : "started by it, which waits for the daemon's word");
        return CheckResult.NotApplicable("systemd", systemd ? "it is here; this command was started by hand" : "it doesn't run on this machine");
    }

    private static CheckResult Threads(Func<string, string?> environment) => environment("OMP_WAIT_POLICY") is "passive" or "PASSIVE"
        ? CheckResult.Ok("thread waiting", "passive")
        : CheckResult.Warn("thread waiting", "threads of the engines spin while they wait, and stall each other on busy cores", "export OMP_WAIT_POLICY=passive (scripts/run.sh and the systemd unit do it)");
}
