using EmotionVoice.Edge.Benchmarks.Conversations;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.Configuration;

namespace EmotionVoice.Edge.Tests.Benchmarks.Conversations;

/// <summary>The whole program in a simulated room, in real time, with the small profile: its models and libraries have to be here.</summary>
public sealed class ConversationBenchTests
{
    [Fact]
    public async Task SpokenSentencesAreAnsweredAndTimedFromWhatTheLoudspeakerPlays()
    {
        using TestFolder folder = new();
        IConfiguration configuration = Configuration();
        SpokenMaterial material = await SpokenMaterial.LoadAsync(configuration, folder: null, TestContext.Current.CancellationToken);
        ConversationBench bench = new(configuration, material, folder.Path, TimeProvider.System, _ => { });

        ResponseFigures figures = await bench.ResponsesAsync("as set", ConversationBench.Bare, [.. material.Take(3)], TestContext.Current.CancellationToken);

        Assert.Equal(3, figures.Turns);
        // The small recogniser doubts one of the synthetic sentences now and then.
        Assert.InRange(figures.Answered, 1, 3);
        Assert.InRange(figures.ResponseMs!.P50, 100, 20_000);
        Assert.True(figures.MeanWaitMs >= 100);
        Assert.True(new FileInfo(folder["as-set-loudspeaker.wav"]).Length > 100_000);
        Assert.Equal(new FileInfo(folder["as-set-loudspeaker.wav"]).Length, new FileInfo(folder["as-set-microphone.wav"]).Length);
    }

    private static IConfiguration Configuration()
    {
        using ModelServices models = ModelServices.Open(new ModelsOptions { Profile = ModelProfile.Embedded }, FileMakers.All);
        ModelEntry[] missing = [.. models.Choose().Models.Where(model => !models.Store.IsPresent(model))];
        if (missing.Length > 0)
            Assert.Skip($"{string.Join(", ", missing.Select(model => model.Id))} not here. To run this test: emotionvoice models fetch embedded");
        return SettingsSource.Load(use: null,
        [
            new("Models:Profile", ModelProfile.Embedded), new("Audio:Microphone", "room"), new("Audio:Speaker", "room"), new("Logging:LogLevel:Default", "Error"),
        ]);
    }
}
