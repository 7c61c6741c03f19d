using EmotionVoice.Edge.Models;

namespace EmotionVoice.Edge.Tests.Models;

public sealed class ModelSelectionTests : IDisposable
{
    private static readonly byte[] Content = Bytes.Of(10);

    private readonly ModelBench _bench = new(
        string.Join(',',
            Ear("big", "mirror-big"), Ear("big-upstream", "up"), Ear("little", "little"),
            ModelBench.Entry("gate", ModelBench.File("model", "gate", Content, ModelBench.Mirror("gate")), "vad", "silero"),
            ModelBench.Entry("joe", ModelBench.File("model", "joe", Content, ModelBench.Mirror("joe")), "voice", "vits", "en"),
            ModelBench.Entry("system-voice", "", "voice", "espeak")),
        """
        { "id": "embedded", "name": "E", "description": "", "roles": { "vad": { "*": ["gate"] }, "transcription": { "*": ["little"] }, "voice": { "*": ["system-voice"] } } },
        { "id": "standard", "name": "S", "description": "", "roles": { "vad": { "*": ["gate"] }, "transcription": { "*": ["big", "big-upstream"] }, "voice": { "en": ["joe"], "*": ["system-voice"] } } }
        """);

    [Fact]
    public void Automatic_is_embedded_until_all_of_standard_is_here()
    {
        _bench.Folder.Write("mirror/mirror-big", Content);
        Assert.Equal("embedded", Choose().Profile.Id);
        _bench.Folder.Write("mirror/joe", Content);
        Assert.Equal("standard", Choose().Profile.Id);
        // The gate is missing, but embedded lacks it as well.
        Assert.Equal(["big", "gate", "joe", "system-voice"], Choose().Models.Select(model => model.Id));
    }

    [Fact]
    public void Of_several_candidates_the_one_that_is_here_is_used()
    {
        Assert.Equal("big", Choose("standard").For(ModelRole.Transcription)!.Id);
        _bench.Folder.Write("mirror/up", Content);
        Assert.Equal("big-upstream", Choose("standard").For(ModelRole.Transcription)!.Id);
    }

    [Fact]
    public void The_voice_follows_the_language()
    {
        ModelSelection standard = Choose("standard");
        Assert.Equal("joe", standard.For(ModelRole.Voice, "en")!.Id);
        Assert.Equal("system-voice", standard.For(ModelRole.Voice, "ko")!.Id);
        Assert.Null(standard.For(ModelRole.Reply, "ko"));
    }

    [Fact]
    public void The_owners_choice_replaces_the_profiles_and_a_chosen_voice_only_where_it_speaks()
    {
        ModelSelection chosen = ModelSelection.Choose(_bench.Store, new ModelsOptions { Profile = "embedded", Transcription = "big", Voice = "joe" });
        Assert.Equal("big", chosen.For(ModelRole.Transcription, "ko")!.Id);
        Assert.Equal("joe", chosen.For(ModelRole.Voice, "en")!.Id);
        Assert.Equal("system-voice", chosen.For(ModelRole.Voice, "ko")!.Id);
        Assert.DoesNotContain(chosen.Models, model => model.Id == "little");
    }

    [Fact]
    public void Every_impossible_choice_is_named_at_once()
    {
        ModelException error = Assert.Throws<ModelException>(
            () => ModelSelection.Choose(_bench.Store, new ModelsOptions { Profile = "embedded", Transcription = "gone", Voice = "big" }));
        Assert.Contains("Models:Transcription: there is no model 'gone'; choose one of big, big-upstream, little", error.Message, StringComparison.Ordinal);
        Assert.Contains("Models:Voice: 'big' is for transcription, not for voice", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Configuration, error.ExitCode);
    }

    [Fact]
    public void An_unknown_profile_is_a_configuration_error()
        => Assert.Contains("choose one of auto, embedded, standard", Assert.Throws<ModelException>(() => Choose("deluxe")).Message, StringComparison.Ordinal);

    public void Dispose() => _bench.Dispose();

    private static string Ear(string id, string path) => ModelBench.Entry(id, ModelBench.File("model", "m", Content, ModelBench.Mirror(path)));

    private ModelSelection Choose(string profile = "auto") => ModelSelection.Choose(_bench.Store, new ModelsOptions { Profile = profile });
}
