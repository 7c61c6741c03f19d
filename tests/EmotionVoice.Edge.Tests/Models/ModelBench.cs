using System.Text;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Models.Fetching;

namespace EmotionVoice.Edge.Tests.Models;

/// <summary>A store and a fetcher on folders of one test.</summary>
internal sealed class ModelBench : IDisposable
{
    private readonly HttpClient _client = HttpDownload.CreateClient();

    /// <param name="models">The catalogue's models, JSON.</param>
    /// <param name="cache">Another cache folder than the test's own.</param>
    public ModelBench(string models, string profiles = "", string? cache = null)
    {
        Catalog = ModelCatalog.Parse(Encoding.UTF8.GetBytes($$"""{ "version": 1, "models": [{{models}}], "profiles": [{{profiles}}] }"""), "test.json");
        Locations = new ModelLocations("test.json", [Folder["repo"]], Folder["mirror"], cache ?? Folder["cache"]);
        Store = new ModelStore(Catalog, Locations);
    }

    public TestFolder Folder { get; } = new();

    public ModelCatalog Catalog { get; }

    public ModelLocations Locations { get; }

    public ModelStore Store { get; }

    public HastyClock Clock { get; } = new();

    public List<IModelFileMaker> Makers { get; } = [];

    public string Npm { get; set; } = "npm-that-is-not-installed";

    // Idle time is long even when hastened: a busy machine is not a silent server.
    public FetchPolicy Policy { get; set; } = new() { IdleTimeout = TimeSpan.FromHours(12) };

    public string CacheFile => Store.CachePath(Catalog.Models[0], "file.bin");

    public ModelFetcher Fetcher() => new(Store, new HttpDownload(_client, Policy, Clock), Makers, Policy, Clock, Npm);

    public Task<ModelFiles> FetchAsync(bool trust = false, IProgress<FetchProgress>? progress = null, CancellationToken? cancellation = null)
        => Fetcher().FetchAsync(Catalog.Models[0], trust, progress, cancellation ?? TestContext.Current.CancellationToken);

    public ModelFiles Resolve() => Store.Resolve(Catalog.Models[0], TestContext.Current.CancellationToken);

    public async Task<ModelException> FailAsync(bool trust = false)
        => await Assert.ThrowsAsync<ModelException>(() => FetchAsync(trust));

    public void Dispose()
    {
        _client.Dispose();
        Folder.Dispose();
    }

    /// <summary>A model of one file.</summary>
    public static string Model(byte[]? content, params string[] sources) => Entry("small", File("model", "file.bin", content, sources));

    public static string Entry(string id, string files, string role = "transcription", string engine = "whisper", string languages = "*")
        => $$"""
           { "id": "{{id}}", "name": "A small model", "role": "{{role}}", "engine": "{{engine}}", "languages": ["{{languages}}"], "licence": "MIT",
             "memoryMb": 1, "speed": "fast", "files": [{{files}}] }
           """;

    public static string File(string name, string path, byte[]? content, params string[] sources)
    {
        string facts = content is null ? "" : $$""" "size": {{content.Length}}, "sha256": "{{Bytes.Sha256(content)}}",""";
        return $$"""{ "as": "{{name}}", "path": "{{path}}",{{facts}} "sources": [{{string.Join(", ", sources)}}] }""";
    }

    public static string Url(FileServer server, string path = "/file.bin") => $$"""{ "kind": "url", "address": "{{server.Address}}{{path}}" }""";

    public static string Mirror(string path = "file.bin") => $$"""{ "kind": "mirror", "path": "{{path}}" }""";

    public static string Repository(string path = "file.bin") => $$"""{ "kind": "repo", "path": "{{path}}" }""";
}

/// <summary>Calls back at once, on the reporting thread.</summary>
internal sealed class OnProgress(Action<FetchProgress> action) : IProgress<FetchProgress>
{
    public void Report(FetchProgress value) => action(value);
}
