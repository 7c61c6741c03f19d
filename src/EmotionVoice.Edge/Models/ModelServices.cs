using EmotionVoice.Edge.Models.Fetching;

namespace EmotionVoice.Edge.Models;

/// <summary>Everything about models, put together once a process.</summary>
internal sealed class ModelServices : IDisposable
{
    private readonly HttpClient _http = HttpDownload.CreateClient();

    private ModelServices(ModelStore store, ModelsOptions options, IEnumerable<IModelFileMaker> makers, FetchPolicy policy, TimeProvider time)
    {
        Store = store;
        Options = options;
        Fetcher = new ModelFetcher(store, new HttpDownload(_http, policy, time), makers, policy, time);
    }

    public ModelStore Store { get; }

    public ModelCatalog Catalog => Store.Catalog;

    public ModelsOptions Options { get; }

    public ModelFetcher Fetcher { get; }

    /// <summary>Reads the catalogue and finds the folders.</summary>
    /// <param name="options">The section <c>Models</c> of the settings.</param>
    /// <param name="makers">For derived files, e.g. moonshine-tokens.</param>
    /// <exception cref="ModelException">The catalogue is missing or wrong.</exception>
    public static ModelServices Open(ModelsOptions options, IEnumerable<IModelFileMaker> makers, TimeProvider? time = null, FetchPolicy? policy = null, ModelLocations? locations = null)
    {
        locations ??= ModelLocations.Discover(options, Environment.GetEnvironmentVariable, AppContext.BaseDirectory);
        ModelStore store = new(ModelCatalog.Load(locations.Catalogue), locations);
        return new ModelServices(store, options, makers, policy ?? new FetchPolicy(), time ?? TimeProvider.System);
    }

    /// <inheritdoc cref="ModelSelection.Choose"/>
    public ModelSelection Choose() => ModelSelection.Choose(Store, Options);

    public void Dispose() => _http.Dispose();
}
