using System.Text;
using System.Text.Json;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Commands;

public sealed class TranscribeCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Transcripts_of_another_recogniser_are_scored_without_any_model()
    {
        Scored("one", "The fifteenth of forty-two.", "the 15th of 42");
        Scored("two", "He could wait no longer.", "He could wait longer, still.");
        ProgramRun run = await ProgramRun.OfAsync("transcribe", "--evaluate", "--json", _folder["clips"], "--transcripts", _folder["theirs"]);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        JsonElement[] lines = run.Lines;
        Assert.Equal([0, 40], lines[..2].Select(line => line.GetProperty("evaluation").GetProperty("wer").GetDouble()));
        JsonElement total = lines[2].GetProperty("total");
        Assert.Equal(20, total.GetProperty("wer").GetDouble());
        Assert.Equal(10, total.GetProperty("words").GetInt32());
        Assert.Equal(2, total.GetProperty("audioSeconds").GetDouble());
    }

    [Fact]
    public async Task Evaluation_for_people_ends_with_totals()
    {
        Scored("one", "Wait.", "wait");
        ProgramRun run = await ProgramRun.OfAsync("transcribe", "--evaluate", _folder["clips"], "--transcripts", _folder["theirs"]);
        Assert.Contains("1 recordings, 1.0 s of sound", run.Output, StringComparison.Ordinal);
        Assert.Contains("WER 0.0 % (0 of 1 words)   CER 0.0 %", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recordings_without_their_words_beside_them_cannot_be_evaluated()
    {
        _folder.Write("clips/one.wav", WavFiles.Of(WavFiles.Hum, 1));
        _folder.Write("theirs/one.txt", "wait"u8.ToArray());
        ProgramRun run = await ProgramRun.OfAsync("transcribe", "--evaluate", _folder["clips"], "--transcripts", _folder["theirs"]);
        Assert.Equal(ExitCodes.NoInput, run.ExitCode);
        Assert.Contains("has no one.txt beside it", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transcripts_alone_are_no_evaluation()
    {
        ProgramRun run = await ProgramRun.OfAsync("transcribe", _folder.Path, "--transcripts", _folder.Path);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("--transcripts needs --evaluate.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task English_read_aloud_is_written_down_with_the_parts_of_a_turn()
    {
        string clip = Path.Combine(ProgramRun.Shared("clips/en"), "LJ001-0002.wav");
        ProgramRun run = await ProgramRun.WithEnginesAsync("transcribe", "--json", clip);
        JsonElement line = Assert.Single(run.Lines);
        JsonElement transcript = line.GetProperty("transcript");
        Assert.Contains("comparatively modern", transcript.GetProperty("text").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("en", transcript.GetProperty("language").GetString());
        Assert.InRange(transcript.GetProperty("confidence").GetDouble(), 0.5, 1);
        Assert.InRange(transcript.GetProperty("noSpeechProbability").GetDouble(), 0, 0.6);
        Assert.Equal(clip, line.GetProperty("file").GetString());
        Assert.False(line.TryGetProperty("evaluation", out _));
    }

    [Fact]
    public async Task Transcripts_of_another_recogniser_are_nothing_to_stream()
    {
        ProgramRun run = await ProgramRun.OfAsync("transcribe", "--evaluate", "--stream", _folder.Path, "--transcripts", _folder.Path);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("--transcripts leaves nothing to stream.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streamed_recordings_tell_how_soon_their_words_came()
    {
        string clip = Path.Combine(ProgramRun.Shared("clips/en"), "libri-1089-134691-0001.wav");
        ProgramRun run = await ProgramRun.WithEnginesAsync("transcribe", "--stream", "--evaluate", "--json", clip);
        Assert.Equal(2, run.Lines.Length);
        JsonElement times = run.Lines[0].GetProperty("streamMs");
        Assert.InRange(run.Lines[0].GetProperty("evaluation").GetProperty("wer").GetDouble(), 0, 20);
        Assert.InRange(times.GetProperty("partials").GetInt32(), 1, 100);
        Assert.Equal(0, times.GetProperty("confirmedChanged").GetInt32());
        // It is played in real time: the first words come before the end of the 5.4 seconds.
        Assert.InRange(times.GetProperty("firstPartial").GetInt32(), 100, 5_400);
        Assert.Equal(1, run.Lines[1].GetProperty("streamMs").GetProperty("recordings").GetInt32());
    }

    public void Dispose() => _folder.Dispose();

    private void Scored(string name, string reference, string theirs)
    {
        _folder.Write($"clips/{name}.wav", WavFiles.Of(WavFiles.Hum, 1));
        _folder.Write($"clips/{name}.txt", Encoding.UTF8.GetBytes(reference));
        _folder.Write($"theirs/{name}.txt", Encoding.UTF8.GetBytes(theirs));
    }
}
