using EmotionVoice.Edge.Engines.Tests.Sherpa;
using EspeakNg;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.EspeakNg;

public class EspeakEngineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en-us", "Good morning, how are you?")]
    [InlineData("ko", "안녕하세요, 오늘은 어떠세요?")]
    [InlineData("de", "Guten Morgen, wie geht es dir?")]
    public void ALanguageIsSpokenAudibly(string voice, string text)
    {
        EspeakEngine engine = Local.NeedEspeak();

        short[] samples = engine.Synthesize(text, new EspeakVoice { Name = voice }, Token);

        Assert.Equal(22_050, engine.SampleRateHz);
        Assert.InRange(samples.Length, engine.SampleRateHz / 2, engine.SampleRateHz * 5);
        Assert.True(samples.Max(sample => Math.Abs((int)sample)) > 3_000, "It is too quiet to be heard.");
    }

    [Fact]
    public void AFasterRateIsShorterAndAnotherPitchIsAsLong()
    {
        EspeakEngine engine = Local.NeedEspeak();
        const string text = "The train to the airport leaves from platform nine.";
        int slow = engine.Synthesize(text, new EspeakVoice { WordsPerMinute = 120 }, Token).Length;
        int fast = engine.Synthesize(text, new EspeakVoice { WordsPerMinute = 240 }, Token).Length;
        int high = engine.Synthesize(text, new EspeakVoice { WordsPerMinute = 240, Pitch = 80 }, Token).Length;
        Assert.InRange((double)slow / fast, 1.5, 2.5);
        Assert.InRange((double)high / fast, 0.95, 1.05);
    }

    [Fact]
    public void CancellationStopsEarly()
    {
        EspeakEngine engine = Local.NeedEspeak();
        string text = string.Concat(Enumerable.Repeat("This goes on and on, and nobody wants to hear it any more. ", 50));
        using CancellationTokenSource cancellation = new();
        int heard = 0;

        Assert.Throws<OperationCanceledException>(() => engine.Speak(
            text,
            new EspeakVoice(),
            samples =>
            {
                heard += samples.Length;
                cancellation.Cancel();
                return true;
            },
            cancellation.Token));

        Assert.InRange(heard, 1, engine.SampleRateHz);
        Assert.NotEmpty(engine.Synthesize("And it works again.", new EspeakVoice(), Token));
    }

    [Fact]
    public void TheHandlerMayStopAndItsExceptionsComeThrough()
    {
        EspeakEngine engine = Local.NeedEspeak();
        Assert.False(engine.Speak("One, two, three.", new EspeakVoice(), _ => false, Token));
        Assert.True(engine.Speak("One, two, three.", new EspeakVoice(), _ => true, Token));
        Assert.Throws<TimeoutException>(() => engine.Speak("One, two, three.", new EspeakVoice(), _ => throw new TimeoutException(), Token));
    }

    [Fact]
    public void AnUnknownVoiceIsNamed()
    {
        EspeakEngine engine = Local.NeedEspeak();
        Assert.False(engine.HasVoice("klingonish"));
        Assert.True(engine.HasVoice("ko"));
        EspeakException error = Assert.Throws<EspeakException>(
            () => engine.Synthesize("Hello", new EspeakVoice { Name = "klingonish" }, Token));
        Assert.Contains("klingonish", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SpeakersOnManyThreadsWaitForEachOther()
    {
        EspeakEngine engine = Local.NeedEspeak();
        short[] alone = engine.Synthesize("Seven swans are swimming.", new EspeakVoice(), Token);

        int[] lengths = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => engine.Synthesize("Seven swans are swimming.", new EspeakVoice { Pitch = 40 + i }, Token).Length)));

        Assert.All(lengths, length => Assert.InRange(length, alone.Length * 0.9, alone.Length * 1.1));
    }

    /// <summary>sherpa-onnx carries its own espeak-ng inside; the two must not meet.</summary>
    [Fact]
    public void SherpaAndEspeakWorkInOneProcess()
    {
        EspeakEngine engine = Local.NeedEspeak();
        Local.NeedSherpa();
        string folder = Local.Model("vits-piper-en_US-joe-medium");
        SherpaOnnx.OfflineTtsConfig config = new();
        config.Model.Vits.Model = Path.Combine(folder, "model.onnx");
        config.Model.Vits.Tokens = Path.Combine(folder, "tokens.txt");
        config.Model.Vits.DataDir = Path.Combine(folder, "espeak-ng-data");
        int before = engine.Synthesize("안녕하세요.", new EspeakVoice { Name = "ko" }, Token).Length;

        using SherpaOnnx.OfflineTts tts = new(config);
        SherpaOnnx.OfflineTtsGeneratedAudio audio = tts.Generate("Hello there.", 1, 0);

        Assert.InRange(audio.NumSamples, 8_000, 60_000);
        Assert.InRange(engine.Synthesize("안녕하세요.", new EspeakVoice { Name = "ko" }, Token).Length, before * 0.95, before * 1.05);
        audio.Dispose();
    }
}
