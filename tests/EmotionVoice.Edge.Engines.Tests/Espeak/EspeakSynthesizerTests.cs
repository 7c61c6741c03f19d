using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Engines.Espeak;
using EmotionVoice.Edge.Engines.Tests.Sherpa;

namespace EmotionVoice.Edge.Engines.Tests.Espeak;

public class EspeakSynthesizerTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "It is nice to see you again, please sit down.")]
    [InlineData("ko", "다시 만나서 반가워요. 여기 앉으세요.")]
    public async Task ALanguageIsSpokenInSmallPiecesWithTheWishedTempo(string language, string text)
    {
        await using EspeakSynthesizer voice = Create();
        long start = TimeProvider.System.GetTimestamp();
        (double plain, int pieces, float peak) = await Speak(voice, new SpeechRequest(text, language));
        double took = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        (double slow, _, _) = await Speak(voice, new SpeechRequest(text, language, 0.85f));
        (double fast, _, _) = await Speak(voice, new SpeechRequest(text, language, 1.2f));

        output.WriteLine($"{language}: real-time factor {took / plain:F4}; tempo {plain / slow:F3} for 0.85 and {plain / fast:F3} for 1.2");
        Assert.True(voice.Speaks(language));
        Assert.True(pieces > 10, $"{pieces} pieces");
        Assert.InRange(peak, 0.1f, 1f);
        Assert.InRange(plain / slow, 0.8, 0.92);
        Assert.InRange(plain / fast, 1.1, 1.25);
    }

    [Fact]
    public async Task CancellingStopsAndTheNextIsSpoken()
    {
        await using EspeakSynthesizer voice = Create();
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        SpeechRequest endless = new(string.Concat(Enumerable.Repeat("And so on, and so forth. ", 200)), "en");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (SpeechAudio _ in voice.SynthesizeAsync(endless, cancellation.Token))
                await cancellation.CancelAsync();
        });
        await foreach (SpeechAudio _ in voice.SynthesizeAsync(endless, Token))
            break;
        Assert.True((await Speak(voice, new SpeechRequest("Here I am.", "en"))).Seconds > 0.3);
    }

    [Fact]
    public async Task ALanguageWithoutAVoiceIsNotSpoken()
    {
        await using EspeakSynthesizer voice = Create();
        Assert.False(voice.Speaks("xx-nowhere"));
    }

    private static EspeakSynthesizer Create()
    {
        Local.NeedEspeak();
        return new EspeakSynthesizer(new EspeakOptions());
    }

    private static async Task<(double Seconds, int Pieces, float Peak)> Speak(EspeakSynthesizer voice, SpeechRequest request)
    {
        double seconds = 0;
        int pieces = 0;
        float peak = 0;
        await foreach (SpeechAudio piece in voice.SynthesizeAsync(request, Token))
        {
            seconds += piece.Samples.Length / (double)piece.SampleRateHz;
            pieces++;
            foreach (float sample in piece.Samples.Span)
                peak = Math.Max(peak, Math.Abs(sample));
        }

        return (seconds, pieces, peak);
    }
}
