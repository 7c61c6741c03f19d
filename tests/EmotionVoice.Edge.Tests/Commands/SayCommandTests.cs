using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Evaluation;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Commands;

public sealed class SayCommandTests : IDisposable
{
    private static readonly string[] s_sentences =
    [
        "The train to the airport leaves at a quarter past nine.",
        "I am sorry that your day was so hard.",
        "Please leave your umbrella by the door.",
        "There is fresh coffee in the kitchen.",
        "Your sister called while you were in the garden.",
        "That is wonderful news for the whole family.",
        "The museum is closed on Monday.",
        "Would you like me to read the message again?",
        "It will be cold and windy tomorrow morning.",
        "Take a deep breath and start from the beginning.",
    ];

    private readonly TestFolder _folder = new();

    public static TheoryData<string> Feelings => [.. Enum.GetValues<EmotionLabel>().Select(label => label.Name())];

    [Theory, MemberData(nameof(Feelings))]
    public async Task Every_tone_of_the_neural_voice_is_understood_by_its_own_recogniser(string feeling)
    {
        string heard = await SpokenAndHeardAsync("standard", feeling);
        ErrorRate errors = ErrorRate.OfWords(string.Join(' ', s_sentences), heard);
        Assert.True(errors.Percent <= 10, $"{errors.Percent} % of the words were misheard: {heard}");
    }

    [Theory]
    [InlineData("standard"), InlineData("embedded")]
    public async Task Sad_is_slower_and_lower_than_happy(string profile)
    {
        string sad = await SayAsync(profile, "sad"), happy = await SayAsync(profile, "happy");
        Assert.True(Seconds(sad) >= 1.15 * Seconds(happy), $"sad {Seconds(sad):F1} s, happy {Seconds(happy):F1} s");
        ProgramRun run = await ProgramRun.WithEnginesAsync("emotion", "--json", sad, happy);
        float[] pitch = [.. run.Lines.Select(line => line.GetProperty("features").GetProperty("f0MedianHz").GetSingle())];
        Assert.True(12 * Math.Log2(pitch[1] / pitch[0]) >= 1.5, $"sad {pitch[0]} Hz, happy {pitch[1]} Hz");
    }

    [Fact]
    public async Task A_language_without_a_voice_is_refused()
    {
        ProgramRun run = await ProgramRun.WithEnginesAsync("say", "Hello.", "--profile", "embedded", "-l", "xx", "--out", _folder["x.wav"]);
        Assert.Equal(ExitCodes.Configuration, run.ExitCode);
        Assert.Contains("xx", run.Error, StringComparison.Ordinal);
        run.IsPlain();
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> SpokenAndHeardAsync(string profile, string feeling)
    {
        ProgramRun run = await ProgramRun.WithEnginesAsync("transcribe", "--json", "--profile", profile, await SayAsync(profile, feeling));
        return Assert.Single(run.Lines).GetProperty("transcript").GetProperty("text").GetString()!;
    }

    private async Task<string> SayAsync(string profile, string feeling)
    {
        string file = _folder[$"{feeling}.wav"];
        ProgramRun run = await ProgramRun.WithEnginesAsync("say", string.Join(' ', s_sentences), "--emotion", feeling, "--profile", profile, "--out", file);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        return file;
    }

    private static double Seconds(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return WavReader.ReadMono16k(stream).Samples.Length / (double)AudioFormat.SampleRateHz;
    }
}
