using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>Whether the profile's models fit.</summary>
internal sealed class MemoryCheck(SystemFiles files, ModelSelection models) : IDoctorCheck
{
    /// <summary>Measured of the program without its models: runtime, libraries, buffers.</summary>
    private const int ProgramMb = 150;

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        long available = MachineFacts.MemoryBytes(files, "MemAvailable");
        return Task.FromResult<IReadOnlyList<CheckResult>>([Judge(models.Profile.Id, ProgramMb + models.Models.Sum(model => model.MemoryMb), available / 1_000_000)]);
    }

    internal static CheckResult Judge(string profile, long neededMb, long availableMb)
    {
        if (availableMb == 0)
            return CheckResult.NotApplicable("memory", "this system doesn't say how much is free");
        string detail = $"the profile {profile} needs about {neededMb} MB, {availableMb} MB are free";
        const string Smaller = "Use the small models: emotionvoice models use embedded";
        if (availableMb < neededMb)
            return CheckResult.Fail("memory", detail, profile == ModelProfile.Embedded ? "End other programs, or add memory. See which are large: ps -eo rss,comm --sort=-rss | head" : Smaller);
        return availableMb < neededMb * 5 / 4 ? CheckResult.Warn("memory", detail + ", which is tight", Smaller) : CheckResult.Ok("memory", detail);
    }
}
