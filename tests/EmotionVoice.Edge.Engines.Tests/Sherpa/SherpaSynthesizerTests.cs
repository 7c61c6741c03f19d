using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Engines.Sherpa;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Engines.Tests.Sherpa;

public class SherpaSynthesizerTests(ITestOutputHelper output)
{
    private const string Voice = "vits-piper-en_US-joe-medium/";

    private static readonly string[] s_sentences =
    [
        "The museum opens at nine in the morning and closes at six.",
        "I am sorry to hear that you had such a long day.",
        "Turn left at the next crossing and follow the road to the station.",
        "That is wonderful news, and I am very happy for you!",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SentencesComeOneAfterTheOther()
    {
        await using SherpaSynthesizer voice = Create();
        List<SpeechAudio> pieces = [];
        await foreach (SpeechAudio piece in voice.SynthesizeAsync(new SpeechRequest("Hello there. How are you?", "en"), Token))
            pieces.Add(piece);

        Assert.Equal(2, pieces.Count);
        Assert.All(pieces, piece => Assert.Equal(22_050, piece.SampleRateHz));
        Assert.All(pieces, piece => Assert.InRange(piece.Samples.Length, 6_000, 60_000));
        Assert.True(voice.Speaks("en"));
        Assert.False(voice.Speaks("ko"));
    }

    [Fact]
    public async Task RateIsTheTempoThatIsHeard()
    {
        await using SherpaSynthesizer voice = Create();
        await voice.WarmUpAsync(Token);
        long start = TimeProvider.System.GetTimestamp();
        double plain = await Seconds(voice, 1);
        double took = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        double slow = await Seconds(voice, 0.85f);
        double fast = await Seconds(voice, 1.2f);

        output.WriteLine($"real-time factor {took / plain:F3}; tempo {plain / slow:F3} for 0.85 and {plain / fast:F3} for 1.2");
        Assert.InRange(plain / slow, 0.81, 0.90);
        Assert.InRange(plain / fast, 1.13, 1.27);
    }

    [Fact]
    public async Task StoppingHalfWayFreesTheVoiceForTheNext()
    {
        await using SherpaSynthesizer voice = Create();
        SpeechRequest request = new(string.Join(' ', s_sentences), "en");
        await foreach (SpeechAudio _ in voice.SynthesizeAsync(request, Token))
            break;

        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        int pieces = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (SpeechAudio _ in voice.SynthesizeAsync(request, cancellation.Token))
            {
                pieces++;
                await cancellation.CancelAsync();
            }
        });
        Assert.Equal(1, pieces);
        Assert.True(await Seconds(voice, 1, s_sentences[..1]) > 1);
    }

    [Fact]
    public void AVoiceWithoutItsNotesOrDataIsRefusedBeforeNativeCodeSeesIt()
    {
        SherpaVoiceOptions options = Options();
        options.DataFolder = Path.GetTempPath();
        Assert.Throws<DirectoryNotFoundException>(() => new SherpaSynthesizer(options, NullLogger<SherpaSynthesizer>.Instance));
        options.Model = Local.Model("silero-vad-v5/silero_vad_v5.onnx");
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new SherpaSynthesizer(options, NullLogger<SherpaSynthesizer>.Instance));
        Assert.Contains("sample_rate", error.Message, StringComparison.Ordinal);
        options.Model = "/nowhere.onnx";
        Assert.Throws<FileNotFoundException>(() => new SherpaSynthesizer(options, NullLogger<SherpaSynthesizer>.Instance));
    }

    [Theory]
    [InlineData(1, 0.6, 1)]
    [InlineData(0.5, 1, 0.5)]
    [InlineData(2, 1, 2)]
    [InlineData(0.85, 0.6, 0.7727)]
    public void SpeedMakesUpForWhatTheModelSwallows(float rate, double response, float speed) =>
        Assert.Equal(speed, SherpaSynthesizer.SpeedFor(rate, response), 3);

    private static async Task<double> Seconds(SherpaSynthesizer voice, float rate, string[]? sentences = null)
    {
        double seconds = 0;
        foreach (string sentence in sentences ?? s_sentences)
        {
            await foreach (SpeechAudio piece in voice.SynthesizeAsync(new SpeechRequest(sentence, "en", rate), Token))
                seconds += piece.Samples.Length / (double)piece.SampleRateHz;
        }

        return seconds;
    }

    private static SherpaVoiceOptions Options() => new()
    {
        Model = Local.Model(Voice + "model.onnx"),
        Tokens = Local.Model(Voice + "tokens.txt"),
        DataFolder = Local.Model(Voice + "espeak-ng-data"),
    };

    private static SherpaSynthesizer Create()
    {
        Local.NeedSherpa();
        return new SherpaSynthesizer(Options(), NullLogger<SherpaSynthesizer>.Instance);
    }
}
