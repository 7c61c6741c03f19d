using System.Text.Json;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Commands;

/// <summary>Silence, noise and tones never become words, in either profile.</summary>
public sealed class NoWordsFromNothingTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Profiles => ["embedded", "standard"];

    [Theory, MemberData(nameof(Profiles))]
    public async Task Twenty_seconds_of_nothing_are_not_transcribed(string profile)
    {
        Write();
        ProgramRun run = await ProgramRun.WithEnginesAsync("transcribe", "--json", "--profile", profile, _folder.Path);
        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Equal(5, run.Lines.Length);
        Assert.All(run.Lines, line => Assert.Equal("", line.GetProperty("transcript").GetProperty("text").GetString()));
    }

    [Theory, MemberData(nameof(Profiles))]
    public async Task Twenty_seconds_of_nothing_get_no_answer(string profile)
    {
        Write();
        ProgramRun run = await ProgramRun.WithEnginesAsync("listen", "--json", "--profile", profile, _folder.Path);
        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("nothing was said", run.Error, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Profiles))]
    public async Task Recorded_noise_is_neither_transcribed_nor_answered(string profile)
    {
        string noise = ProgramRun.Shared("clips/noise");
        ProgramRun words = await ProgramRun.WithEnginesAsync("transcribe", "--json", "--profile", profile, noise);
        Assert.Equal(ExitCodes.Failed, words.ExitCode);
        foreach (JsonElement line in words.Lines)
            Assert.Equal("", line.GetProperty("transcript").GetProperty("text").GetString());
        ProgramRun turns = await ProgramRun.WithEnginesAsync("listen", "--json", "--no-reply", "--profile", profile, noise);
        Assert.Equal((ExitCodes.Failed, ""), (turns.ExitCode, turns.Output));
    }

    public void Dispose() => _folder.Dispose();

    private void Write()
    {
        _folder.Write("silence.wav", WavFiles.Of(WavFiles.Silence, 20));
        _folder.Write("tone.wav", WavFiles.Of(WavFiles.Tone, 20));
        foreach (double amplitude in (double[])[0.003, 0.05, 0.5])
            _folder.Write($"noise {amplitude}.wav", WavFiles.Of(WavFiles.Noise(amplitude), 20));
    }
}
