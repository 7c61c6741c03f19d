using System.Text;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Tests.Models;

public sealed class ModelCatalogTests
{
    private static ModelCatalog Repository => ModelCatalog.Load(Path.Combine(RepositoryTree.Models, ModelCatalog.FileName));

    [Fact]
    public void The_repositorys_catalogue_is_valid_and_has_the_four_profiles()
        => Assert.Equal(["embedded", "standard", "korean", "remote"], Repository.Profiles.Select(profile => profile.Id));

    [Fact]
    public void Every_file_that_the_catalogue_keeps_in_the_repository_is_there_with_its_hash()
    {
        using TestFolder cache = new();
        ModelStore store = new(Repository, new ModelLocations("", [RepositoryTree.Models], null, cache.Path));
        var inRepository = store.Catalog.Models.SelectMany(model => model.Files, (model, file) => (model, file))
            .Where(pair => pair.file.Sources.Any(source => source is RepositorySource)).ToArray();

        Assert.NotEmpty(inRepository);
        Assert.All(inRepository, pair =>
        {
            FileState state = store.Inspect(pair.model, pair.file, CheckDepth.HashAgain, TestContext.Current.CancellationToken);
            Assert.True(state.Status == FileStatus.Good, $"{pair.model.Id}: {state.Detail}");
        });
    }

    [Fact]
    public void Everything_that_the_catalogue_expects_in_the_mirror_is_there_with_its_hash()
    {
        string mirror = RepositoryTree.RequireMirror();
        using TestFolder cache = new();
        ModelStore store = new(Repository, new ModelLocations("", [], mirror, cache.Path));
        foreach (ModelEntry model in store.Catalog.Models)
        foreach (ModelFile file in model.Files.Where(file => file.Sources.Any(source => source is MirrorSource)))
        {
            FileState state = store.Inspect(model, file, CheckDepth.Hash, TestContext.Current.CancellationToken);
            Assert.True(state.Status == FileStatus.Good, $"{model.Id}: {state.Detail}");
            Assert.Equal("mirror", state.Origin);
        }
    }

    [Fact]
    public void Few_shot_prefixes_end_with_an_empty_line_and_speak_with_the_entrys_names()
    {
        ModelEntry gemma = Repository.Get("gemma-3-270m-small");
        foreach (PromptPrefix prefix in gemma.Prompt!.Prefixes.Values)
        {
            string text = File.ReadAllText(Path.Combine(RepositoryTree.Models, gemma.Id, gemma.Files.Single(file => file.As == prefix.File).Path));
            Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
            Assert.Contains($"\n{prefix.User} ", text, StringComparison.Ordinal);
            Assert.Contains($"\n{prefix.Assistant} ", text, StringComparison.Ordinal);
        }

        Assert.Equal("scared", gemma.Prompt.NameOf(EmotionLabel.Fearful));
        Assert.Equal("sad", gemma.Prompt.NameOf(EmotionLabel.Sad));
        Assert.Equal("사용자:", gemma.Prompt.PrefixFor("ko")!.User);
        Assert.Equal("User:", gemma.Prompt.PrefixFor("fr")!.User);
    }

    [Theory]
    [InlineData("""{ "version": 1, "models": [], "profiles": [], "modles": [] }""", "modles")]
    [InlineData("""{ "version": 1, "models": [] }""", "profiles")]
    [InlineData("""{ "version": 1, "models": [], "models": [], "profiles": [] }""", "models")]
    [InlineData("""{ "version": 2, "models": [], "profiles": [] }""", "version is 2")]
    [InlineData("""{ "version": 1, "models": [], "profiles": [{ "id": "p", "name": "P", "description": "", "roles": { "vad": { "*": ["gone"] } } }] }""", "there is no model 'gone'")]
    [InlineData("not json", "test.json is wrong")]
    public void A_defect_is_named_and_refused_as_configuration(string json, string named)
    {
        ModelException error = Assert.Throws<ModelException>(() => ModelCatalog.Parse(Encoding.UTF8.GetBytes(json), "test.json"));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Configuration, error.ExitCode);
    }

    [Fact]
    public void A_misspelt_field_deep_inside_and_an_unknown_kind_of_source_are_named()
    {
        Assert.Contains("untestd", Refusal(ModelBench.Model([1], """{ "kind": "url", "address": "http://x/y", "untestd": true }""")), StringComparison.Ordinal);
        Assert.Contains("carrier-pigeon", Refusal(ModelBench.Model([1], """{ "kind": "carrier-pigeon", "path": "x" }""")), StringComparison.Ordinal);
    }

    [Fact]
    public void All_defects_are_named_at_once()
    {
        string message = Refusal(
            ModelBench.Entry("twin", ModelBench.File("model", "../up.bin", [1], ModelBench.Mirror("/etc/x"))) + ","
            + ModelBench.Entry("TWIN", """{ "as": "model", "path": "a", "sha256": "ABC", "sources": [] }""", role: "reply", engine: "llama"));

        Assert.All(
            (string[])["'twin' stands twice", "'../up.bin' stays inside", "'/etc/x' stays inside", "sha256 is 64 digits", "no source", "needs prompt settings"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_model_or_profile_is_answered_with_those_that_exist()
    {
        Assert.Contains("whisper-base-q5_1", Assert.Throws<ModelException>(() => Repository.Get("whisper-huge")).Message, StringComparison.Ordinal);
        Assert.Contains("auto, embedded, standard", Assert.Throws<ModelException>(() => Repository.GetProfile("deluxe")).Message, StringComparison.Ordinal);
    }

    private static string Refusal(string models) => Assert.Throws<ModelException>(() => new ModelBench(models).Dispose()).Message;
}
