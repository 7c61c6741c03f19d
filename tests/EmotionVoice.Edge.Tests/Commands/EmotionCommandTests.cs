using System.Text.Json;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Commands;

public sealed class EmotionCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task The_figures_of_the_voice_model_are_reproduced()
    {
        // models/speech-emotion/MODEL.md: 69.0 % unweighted, 77.1 % of all.
        ProgramRun run = await ProgramRun.WithEnginesAsync("emotion", "--evaluate", "--json", ProgramRun.Shared("clips/emotion"));
        JsonElement total = run.Lines[^1];
        Assert.Equal(105, total.GetProperty("files").GetInt32());
        Assert.InRange(total.GetProperty("unweightedAccuracy").GetDouble(), 68.0, 70.0);
        Assert.InRange(total.GetProperty("accuracy").GetDouble(), 76.1, 78.1);
    }

    [Fact]
    public async Task Silence_has_features_but_no_feeling()
    {
        string silence = _folder.Write("sad/silence.wav", WavFiles.Of(WavFiles.Silence, 1));
        ProgramRun run = await ProgramRun.WithEnginesAsync("emotion", "--json", silence);
        JsonElement line = Assert.Single(run.Lines);
        Assert.False(line.TryGetProperty("voiceEmotion", out _));
        Assert.Equal(0, line.GetProperty("features").GetProperty("voicedRatio").GetDouble());
    }

    [Fact]
    public async Task The_matrix_counts_by_the_label_in_folder_or_file_name()
    {
        _folder.Write("sad/1.wav", WavFiles.Of(WavFiles.Silence, 1));
        _folder.Write("kim_happy_2.wav", WavFiles.Of(WavFiles.Silence, 1));
        ProgramRun run = await ProgramRun.WithEnginesAsync("emotion", "--evaluate", _folder.Path);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Matches(@"happy +0 +0 +1 +0\.0 %", run.Output);
        Assert.Contains("2 recordings, 2 feelings: unweighted accuracy 0.0 %", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recordings_whose_names_say_no_feeling_cannot_be_evaluated()
    {
        string file = _folder.Write("1.wav", WavFiles.Of(WavFiles.Silence, 1));
        ProgramRun run = await ProgramRun.WithEnginesAsync("emotion", "--evaluate", file);
        Assert.Equal(ExitCodes.NoInput, run.ExitCode);
        Assert.Contains("isn't compared", run.Error, StringComparison.Ordinal);
        run.IsPlain();
    }

    public void Dispose() => _folder.Dispose();
}
