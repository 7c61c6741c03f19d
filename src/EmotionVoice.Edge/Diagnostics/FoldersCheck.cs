using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>The folders that the daemon writes to: may it, and is there space.</summary>
internal sealed class FoldersCheck(SystemFiles files, ModelStore store, ModelSelection models) : IDoctorCheck
{
    private const long SpareBytes = 100_000_000;

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        long toFetch = models.Models.Where(model => !store.IsPresent(model)).Sum(model => model.SizeBytes);
        string state = Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } service ? service.Split(':')[0] : Environment.CurrentDirectory;
        string settings = Path.GetDirectoryName(SettingsSource.Writable.Path)!;
        return Task.FromResult<IReadOnlyList<CheckResult>>(
        [
            Judge("model cache", store.Locations.Cache, files.CanWriteIn(store.Locations.Cache), Free(store.Locations.Cache), toFetch, needed: toFetch > 0),
            Judge("state folder", state, files.CanWriteIn(state), Free(state), 0, needed: false),
            files.CanWriteIn(settings)
                ? CheckResult.Ok("settings folder", $"{settings} is writable")
                : CheckResult.Warn("settings folder", $"{settings} is not writable, so `models use` can't keep a choice", $"sudo emotionvoice models use …, or: sudo chown $(id -un) {settings}"),
        ]);
    }

    /// <param name="needed">Whether the daemon can't start without writing there.</param>
    internal static CheckResult Judge(string check, string folder, bool writable, long freeBytes, long toWriteBytes, bool needed)
    {
        if (!writable)
        {
            string advice = $"sudo chown -R $(id -un) {folder}";
            return needed
                ? CheckResult.Fail(check, $"{folder} is not writable, and models have to be fetched into it", advice)
                : CheckResult.Warn(check, $"{folder} is not writable; nothing has to be written there now", advice);
        }

        string detail = $"{folder}, {freeBytes / 1_000_000} MB free";
        if (freeBytes < toWriteBytes)
            return CheckResult.Fail(check, $"{detail}, but {toWriteBytes / 1_000_000} MB have to be fetched", $"Free some space: du -xh --max-depth=2 {folder} | sort -h | tail");
        return freeBytes - toWriteBytes < SpareBytes ? CheckResult.Warn(check, detail, "Free some space: sudo journalctl --vacuum-size=50M; sudo apt clean") : CheckResult.Ok(check, detail);
    }

    private static long Free(string folder)
    {
        string? at = folder;
        while (at is not null && !Directory.Exists(at))
            at = Path.GetDirectoryName(at);
        return at is null ? 0 : new DriveInfo(at).AvailableFreeSpace;
    }
}
