using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>Every model of the profile: is it here, is it the right one.</summary>
internal sealed class ModelsCheck(ModelStore store, ModelSelection models) : IDoctorCheck
{
    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        List<CheckResult> results = [CheckResult.Ok("profile", $"{models.Profile.Id}, {models.Reason}")];
        results.AddRange(models.Models.Select(model => Judge(model, store.Inspect(model, CheckDepth.Hash, cancellationToken))));
        if (store.Locations.MissingMirror is { } mirror)
            results.Add(CheckResult.Warn("mirror", $"the folder {mirror} doesn't exist", $"Correct or unset {ModelLocations.MirrorVariable}."));
        return Task.FromResult<IReadOnlyList<CheckResult>>(results);
    }

    internal static CheckResult Judge(ModelEntry model, IReadOnlyList<FileState> states)
    {
        string check = $"model {model.Id}";
        FileState[] bad = [.. states.Where(state => state.Status != FileStatus.Good)];
        if (bad.Length == 0)
            return CheckResult.Ok(check, model.Files.Count == 0 ? "comes with the system" : $"here, {model.SizeBytes / 1e6:F1} MB, hash right ({string.Join(", ", states.Select(state => state.Origin).Distinct())})");
        string trust = bad.Any(state => state.Status == FileStatus.Untrusted) ? " --trust-on-first-use" : "";
        return CheckResult.Fail(check, string.Join("; ", bad.Select(state => state.Detail)), $"emotionvoice models fetch {model.Id}{trust}");
    }
}
