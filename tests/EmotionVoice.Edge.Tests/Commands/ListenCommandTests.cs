using System.Text.Json;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Commands;

public sealed class ListenCommandTests : IDisposable
{
    private static readonly string s_hello = Path.Combine(RepositoryTree.Root, "src/EmotionVoice.Edge/Recordings/hello.wav");

    private readonly TestFolder _folder = new();

    [Fact]
    public async Task A_turn_has_all_its_parts_and_leaves_the_answer_as_sound()
    {
        string answer = _folder["answer.wav"];
        ProgramRun run = await ProgramRun.WithEnginesAsync("listen", s_hello, "--json", "--profile", "embedded", "--out", answer);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        JsonElement turn = Assert.Single(run.Lines);
        Assert.Equal(
            ["transcript", "voiceEmotion", "wordEmotion", "emotion", "request", "features", "reply", "timingsMs"], turn.EnumerateObject().Select(property => property.Name));
        Assert.Contains("my best friend", turn.GetProperty("transcript").GetProperty("text").GetString(), StringComparison.OrdinalIgnoreCase);
        JsonElement emotion = turn.GetProperty("emotion");
        Assert.Equal("sad", emotion.GetProperty("label").GetString());
        Assert.Equal(1, emotion.GetProperty("scores").EnumerateObject().Sum(score => score.Value.GetDouble()), 2);
        Assert.NotEqual("", turn.GetProperty("reply").GetProperty("text").GetString());
        JsonElement timings = turn.GetProperty("timingsMs");
        Assert.True(timings.GetProperty("firstToken").GetInt32() <= timings.GetProperty("firstSentence").GetInt32());
        Assert.True(timings.GetProperty("firstSentence").GetInt32() <= timings.GetProperty("firstAudio").GetInt32());
        Assert.True(timings.GetProperty("firstAudio").GetInt32() <= timings.GetProperty("total").GetInt32());
        using FileStream stream = File.OpenRead(answer);
        float[] sound = WavReader.ReadMono16k(stream).Samples;
        Assert.InRange(Level.RmsDbfs(sound), -40, -6);
    }

    [Fact]
    public async Task Without_reply_a_turn_is_understood_only()
    {
        ProgramRun run = await ProgramRun.WithEnginesAsync("listen", s_hello, "--json", "--profile", "embedded", "--no-reply");
        Assert.Equal(JsonValueKind.Null, Assert.Single(run.Lines).GetProperty("reply").ValueKind);
    }

    [Fact]
    public async Task A_recording_of_silence_ends_1_with_a_sentence()
    {
        string silence = _folder.Write("silence.wav", WavFiles.Of(WavFiles.Silence, 3));
        ProgramRun run = await ProgramRun.WithEnginesAsync("listen", silence, "--json", "--profile", "embedded");
        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("nothing was said", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
