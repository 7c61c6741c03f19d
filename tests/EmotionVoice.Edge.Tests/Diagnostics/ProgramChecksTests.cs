using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.Models;
using Microsoft.Extensions.Configuration;

namespace EmotionVoice.Edge.Tests.Diagnostics;

public sealed class ProgramChecksTests
{
    [Theory]
    [InlineData(true, 5_000, 0, false, nameof(CheckStatus.Ok))]
    [InlineData(true, 50, 0, false, nameof(CheckStatus.Warn))]
    [InlineData(true, 50, 100, true, nameof(CheckStatus.Fail))]
    [InlineData(false, 5_000, 0, false, nameof(CheckStatus.Warn))]
    [InlineData(false, 5_000, 100, true, nameof(CheckStatus.Fail))]
    public void AFolderIsJudgedByWhatHasToBeWritten(bool writable, long freeMb, long toWriteMb, bool needed, string expected) =>
        Assert.Equal(expected, FoldersCheck.Judge("model cache", "/cache", writable, freeMb * 1_000_000, toWriteMb * 1_000_000, needed).Status.ToString());

    [Fact]
    public void AMissingModelNamesTheCommandThatFetchesIt()
    {
        ModelCatalog catalog = ModelCatalog.Load(Path.Combine(RepositoryModels, ModelCatalog.FileName));
        ModelEntry model = catalog.Get("silero-vad-v5");

        CheckResult result = ModelsCheck.Judge(model, [FileState.MissingFor(model.Files[0])]);

        Assert.Equal((CheckStatus.Fail, "emotionvoice models fetch silero-vad-v5"), (result.Status, result.Advice));
    }

    [Fact]
    public async Task WrongSettingsAreAFindingAndTheMachineIsLookedAtAllTheSame()
    {
        using FakeSystem system = new();
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Endpointing:Silence", "soon"), new("Audio:Speaker", "none"), new("Audio:Microphone", "none")]).Build();

        IReadOnlyList<CheckResult> results = await new Doctor(configuration, system.Files).RunAsync(TestContext.Current.CancellationToken);

        CheckResult settings = results.Single(result => result.Check == "settings");
        Assert.Equal(CheckStatus.Fail, settings.Status);
        Assert.Contains("Endpointing:Silence", settings.Detail, StringComparison.Ordinal);
        Assert.Contains(results, result => result.Check == "GPIO");
        Assert.EndsWith("The daemon can't run until what failed is mended.", DoctorPrinter.Summary(results), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatOnlyWarnsStillRuns() =>
        Assert.EndsWith("The daemon can run.", DoctorPrinter.Summary([CheckResult.Warn("locale", "none", null)]), StringComparison.Ordinal);

    private static string RepositoryModels => Models.RepositoryTree.Models;
}
