using Microsoft.Win32.SafeHandles;

namespace EmotionVoice.Edge.Models;

/// <summary>
/// Finds models' files. What lies in the repository, the mirror, the system or a package is used in place; what was fetched lies
/// in the cache, one folder a model. Thread-safe; works offline.
/// </summary>
internal sealed class ModelStore(ModelCatalog catalog, ModelLocations locations)
{
    private readonly VerifiedFiles _verified = new(Path.Combine(locations.Cache, ".verified"));

    public ModelCatalog Catalog { get; } = catalog;

    public ModelLocations Locations { get; } = locations;

    public TrustedHashes Trusted { get; } = new(Path.Combine(locations.Cache, "trusted.json"));

    /// <summary>Where a file lies, or would lie, in the cache.</summary>
    public string CachePath(ModelEntry model, string relative) => Path.Combine(Locations.Cache, model.Id, relative);

    /// <summary>Whether all files are here with the right size; their hashes are not read.</summary>
    public bool IsPresent(ModelEntry model) => model.Files.All(file => Inspect(model, file, CheckDepth.Size).Status == FileStatus.Good);

    /// <summary>Finds and checks every file.</summary>
    public IReadOnlyList<FileState> Inspect(ModelEntry model, CheckDepth depth, CancellationToken cancellationToken = default)
        => [.. model.Files.Select(file => Inspect(model, file, depth, cancellationToken))];

    /// <summary>The paths of a model's files, sizes and hashes checked.</summary>
    /// <exception cref="ModelException">Unknown id, a file missing, damaged or untrusted.</exception>
    public ModelFiles Resolve(string id, CancellationToken cancellationToken = default) => Resolve(Catalog.Get(id), cancellationToken);

    /// <inheritdoc cref="Resolve(string, CancellationToken)"/>
    public ModelFiles Resolve(ModelEntry model, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<FileState> states = Inspect(model, CheckDepth.Hash, cancellationToken);
        FileState[] bad = [.. states.Where(state => state.Status != FileStatus.Good)];
        return bad.Length == 0
            ? new ModelFiles(model, states.ToDictionary(state => state.File.As, state => state.Path!, StringComparer.Ordinal))
            : throw Refusal(model, bad);
    }

    /// <summary>The best copy of a file: the first good one, else the first that is there at all.</summary>
    public FileState Inspect(ModelEntry model, ModelFile file, CheckDepth depth, CancellationToken cancellationToken = default)
    {
        FileState? found = null;
        FileState missing = FileState.MissingFor(file);
        foreach ((string path, string origin) in Candidates(model, file))
        {
            FileState state = Check(model, file, path, origin, depth, cancellationToken);
            if (state.Status == FileStatus.Good)
                return state;
            if (state.Status != FileStatus.Missing)
                found ??= state;
            else if (Directory.Exists(path))
                missing = missing with { Detail = state.Detail };
        }

        return found ?? missing;
    }

    private static ModelException Refusal(ModelEntry model, FileState[] bad)
    {
        bool onlyMissing = bad.All(state => state.Status == FileStatus.Missing);
        string what = onlyMissing ? "is not on this machine" : "is damaged or not the one in the catalogue, so it is not used";
        string todo = bad.Any(state => state.Status == FileStatus.Untrusted)
            ? $"Look at where it comes from, then run: emotionvoice models fetch {model.Id} --trust-on-first-use"
            : $"Run: emotionvoice models fetch {model.Id}";
        string details = string.Concat(bad.Select(state => $"\n  - {state.Detail}"));
        return new ModelException(onlyMissing ? ExitCodes.Unavailable : ExitCodes.DataError, $"The model {model.Name} ({model.Id}) {what}:{details}\n{todo}");
    }

    private IEnumerable<(string Path, string Origin)> Candidates(ModelEntry model, ModelFile file)
    {
        foreach (ModelSource source in file.Sources)
        {
            switch (source)
            {
                case RepositorySource repository:
                    foreach (string folder in Locations.Repository)
                        yield return (Path.Combine(folder, repository.Path), "repo");
                    break;
                case MirrorSource mirror when Locations.Mirror is { } folder:
                    yield return (Path.Combine(folder, mirror.Path), "mirror");
                    break;
                case SystemSource system:
                    foreach (string path in system.Paths)
                        yield return (path, "system");
                    break;
            }
        }

        foreach (string folder in Locations.Preseeded)
            yield return (Path.Combine(folder, model.Id, file.Path), "preseeded");
        yield return (CachePath(model, file.Path), "cache");
    }

    private FileState Check(ModelEntry model, ModelFile file, string path, string origin, CheckDepth depth, CancellationToken cancellationToken)
    {
        if (file.Members is not { } members)
            return CheckOne(model, file, new FolderMember { Path = file.Path, Size = file.Size, Sha256 = file.Sha256 }, path, origin, depth, cancellationToken);
        foreach (FolderMember member in members)
        {
            FileState state = CheckOne(model, file, member with { Path = $"{file.Path}/{member.Path}" }, Path.Combine(path, member.Path), origin, depth, cancellationToken);
            if (state.Status != FileStatus.Good)
                return state with { Path = path };
        }

        return new FileState(file, FileStatus.Good, path, origin, null);
    }

    private FileState CheckOne(ModelEntry model, ModelFile file, FolderMember facts, string path, string origin, CheckDepth depth, CancellationToken cancellationToken)
    {
        FileState Bad(FileStatus status, string detail) => new(file, status, path, origin, detail);
        if (!File.Exists(path))
            return Bad(FileStatus.Missing, $"{facts.Path} is not here");
        try
        {
            using SafeFileHandle handle = File.OpenHandle(path);
            long size = RandomAccess.GetLength(handle);
            if (facts.Size is { } expected && size != expected)
                return Bad(FileStatus.WrongSize, $"{path} has {size} bytes, {expected} expected");
            if (origin == "system")
                return new FileState(file, FileStatus.Good, path, origin, null);
            string? sha256 = facts.Sha256 ?? Trusted.Find(TrustKey(model, facts.Path));
            if (sha256 is null)
                return Bad(FileStatus.Untrusted, $"{path} is there, but the catalogue knows no hash to check it by");
            if (depth != CheckDepth.Size && !_verified.Matches(path, handle, sha256, depth == CheckDepth.HashAgain, out string actual, cancellationToken))
                return Bad(FileStatus.WrongHash, $"{path} has the SHA-256 {actual}, {sha256} expected");
            return new FileState(file, FileStatus.Good, path, origin, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Bad(FileStatus.Unreadable, $"{path} can't be read: {error.Message}");
        }
    }

    /// <summary>The name under which a trusted hash is recorded.</summary>
    public static string TrustKey(ModelEntry model, string path) => $"{model.Id}/{path}";
}
