namespace EmotionVoice.Edge.Diagnostics;

/// <summary>A clock that is wrong breaks TLS and the times in every report.</summary>
internal sealed class ClockCheck(SystemFiles files, TimeProvider clock) : IDoctorCheck
{
    private const string Synchronise = "sudo timedatectl set-ntp true; then look with: timedatectl";

    /// <summary>Files that the usual time services make.</summary>
    private static readonly string[] s_kept = ["/run/systemd/timesync/synchronized", "/run/chrony/chronyd.pid", "/run/chronyd.pid", "/run/ntpd.pid", "/run/ntpsec/ntpd.pid"];

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        DateTime built = File.GetLastWriteTimeUtc(typeof(ClockCheck).Assembly.Location);
        return Task.FromResult<IReadOnlyList<CheckResult>>([Judge(clock.GetUtcNow(), new DateTimeOffset(built, TimeSpan.Zero))]);
    }

    internal CheckResult Judge(DateTimeOffset now, DateTimeOffset built)
    {
        string time = $"{now:yyyy-MM-dd HH:mm} UTC";
        // Written by this or an earlier clock: a board without a battery begins in the past.
        if (now < built - TimeSpan.FromDays(1))
            return CheckResult.Fail("clock", $"it says {time}, which is before this program was installed", Synchronise);
        if (s_kept.Any(files.Exists))
            return CheckResult.Ok("clock", $"{time}, kept by a time service");
        return files.Exists("/run/systemd/system")
            ? CheckResult.Warn("clock", $"{time}, but no time service keeps it", Synchronise)
            : CheckResult.NotApplicable("clock", $"{time}; whoever runs this container keeps it");
    }
}
