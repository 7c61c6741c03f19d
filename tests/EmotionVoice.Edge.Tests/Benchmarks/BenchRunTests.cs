using EmotionVoice.Edge.Benchmarks;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Configuration;

namespace EmotionVoice.Edge.Tests.Benchmarks;

/// <summary>Real engines, of the small profile: its models and libraries have to be here.</summary>
public sealed class BenchRunTests
{
    [Fact]
    public async Task TheFirstSoundLeavesLongBeforeAReplyOfThreeSentencesIsComplete()
    {
        BenchRun bench = Bench();

        TurnRun run = await bench.TurnsAsync(4, folder: null, threeSentences: true, TestContext.Current.CancellationToken);

        TurnFigures figures = TurnFigures.Of(run);
        Assert.Equal((4, 0), (figures.Answered + figures.Ignored, figures.Failed));
        // The small recogniser doubts one of the synthetic sentences now and then.
        Assert.InRange(figures.Answered, 3, 4);
        Assert.All(run.Answered, turn => Assert.True(turn.Sentences >= 3));
        Assert.InRange(figures.FirstAudioShareOfReply!.P50, 0.01, 0.60);
    }

    [Fact]
    public async Task SilenceCostsOneFrameOfMemoryAFrameAndIsMeasuredForAsLongAsAsked()
    {
        IdleRun idle = await Bench().IdleAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        Assert.InRange(idle.Elapsed.TotalSeconds, 1.9, 10);
        Assert.True(idle.CpuPercent > 0);
        Assert.True(idle.Memory.ResidentBytes > 0);
    }

    private static BenchRun Bench()
    {
        IConfigurationRoot configuration = SettingsSource.Load(use: null,
        [
            new("Models:Profile", ModelProfile.Embedded), new("Audio:Microphone", "wav:"), new("Audio:Speaker", "none"), new("Audio:RealTime", "false"),
            new("Logging:LogLevel:Default", "Error"),
        ]);
        using ModelServices models = ModelServices.Open(new ModelsOptions { Profile = ModelProfile.Embedded }, FileMakers.All);
        ModelEntry[] missing = [.. models.Choose().Models.Where(model => !models.Store.IsPresent(model))];
        if (missing.Length > 0)
            Assert.Skip($"{string.Join(", ", missing.Select(model => model.Id))} not here. To run this test: emotionvoice models fetch embedded");
        return new BenchRun(configuration, TimeProvider.System, _ => { });
    }
}
