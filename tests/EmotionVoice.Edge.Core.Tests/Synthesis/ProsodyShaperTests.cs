using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Emotion.Acoustics;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Tests.Emotion.Acoustics;

namespace EmotionVoice.Edge.Core.Tests.Synthesis;

public sealed class ProsodyShaperTests
{
    private const int RateHz = 22_050;

    [Theory]
    [InlineData(0.88)]
    [InlineData(0.93)]
    [InlineData(1)]
    [InlineData(1.07)]
    [InlineData(1.12)]
    public async Task ThePitchMovesAndTheTempoStays(double pitch)
    {
        VowelSynthesizer voice = new(elasticity: 1);
        float[] plain = await Speak(voice, Prosody.Plain with { Pause = TimeSpan.Zero });
        float[] shifted = await Speak(voice, Prosody.Plain with { Pitch = (float)pitch, Pause = TimeSpan.Zero });
        Assert.Equal(pitch, Pitch(shifted) / Pitch(plain), 0.01);
        Assert.Equal(1, (double)shifted.Length / plain.Length, 0.005);
        Assert.Equal(1 / pitch, voice.LastRate, 0.001);
    }

    [Fact]
    public async Task TheRateAndTheRequestsOwnRateMultiply()
    {
        VowelSynthesizer voice = new(elasticity: 1);
        await Speak(voice, new Prosody(0.9f, 1, 0, TimeSpan.Zero), rate: 1.1f);
        Assert.Equal(0.99, voice.LastRate, 0.001);
    }

    [Fact]
    public async Task SadIsLongerAndLowerThanHappyEvenOnAVoiceThatFollowsTheTempoByHalf()
    {
        // Measured on a Piper voice: speed 0.85 lengthens by 9 %, speed 1.2 shortens by 9 %: about the square root.
        ProsodyPolicy policy = new(new ProsodyOptions());
        VowelSynthesizer voice = new(elasticity: 0.5);
        float[] sad = await Speak(voice, policy.For(EmotionLabel.Sad) with { Pause = TimeSpan.Zero });
        float[] happy = await Speak(voice, policy.For(EmotionLabel.Happy) with { Pause = TimeSpan.Zero });
        Assert.InRange((double)sad.Length / happy.Length, 1.18, 1.4);
        Assert.InRange(12 * Math.Log2(Pitch(happy) / Pitch(sad)), 2, 3);
    }

    [Fact]
    public async Task TheGainIsAppliedAndNothingClips()
    {
        VowelSynthesizer voice = new(elasticity: 1);
        float[] plain = await Speak(voice, Prosody.Plain);
        float[] soft = await Speak(voice, Prosody.Plain with { GainDb = -6 });
        float[] loud = await Speak(voice, Prosody.Plain with { GainDb = 30 });
        Assert.Equal(Level.RmsDbfs(plain) - 6, Level.RmsDbfs(soft), 0.1);
        Assert.True(loud.Max(MathF.Abs) <= 0.98f);
    }

    [Fact]
    public async Task ThePauseFollowsTheSentence()
    {
        float[] spoken = await Speak(new VowelSynthesizer(elasticity: 1), Prosody.Plain with { Pause = TimeSpan.FromMilliseconds(400) });
        Assert.False(spoken.AsSpan(^(RateHz * 4 / 10)..).ContainsAnyExcept(0f));
        Assert.Equal(RateHz * 14 / 10, spoken.Length);
    }

    [Fact]
    public async Task APitchBeyondTheRangeIsHeldAtItsEnd()
    {
        VowelSynthesizer voice = new(elasticity: 1);
        await Speak(voice, Prosody.Plain with { Pitch = 3 });
        Assert.Equal(1 / 1.12, voice.LastRate, 0.001);
    }

    [Fact]
    public async Task NoSoundIsFollowedByNoPause() => Assert.Empty(await Speak(new VowelSynthesizer(elasticity: 1) { Seconds = 0 }, Prosody.Plain));

    [Fact]
    public async Task SoundFlowsBeforeTheSentenceIsComplete()
    {
        VowelSynthesizer voice = new(elasticity: 1);
        await foreach (SpeechAudio _ in new ProsodyShaper(voice).SynthesizeAsync(new SpeechRequest("ah", "en"), new Prosody(1, 1.05f, 0, TimeSpan.Zero), TestContext.Current.CancellationToken))
            break;
        Assert.Equal(1, voice.PiecesMade);
    }

    private static async Task<float[]> Speak(ISynthesizer voice, Prosody prosody, float rate = 1)
    {
        List<float> samples = [];
        await foreach (SpeechAudio audio in new ProsodyShaper(voice).SynthesizeAsync(new SpeechRequest("ah", "en", rate), prosody, TestContext.Current.CancellationToken))
        {
            Assert.Equal(RateHz, audio.SampleRateHz);
            samples.AddRange(audio.Samples.Span);
        }

        return [.. samples];
    }

    private static double Pitch(float[] samples) =>
        AcousticFeatureExtractor.Extract(PolyphaseResampler.Convert(samples, RateHz, AudioFormat.SampleRateHz)).F0MedianHz;

    /// <summary>Says "ah" at 120 Hz for a second, in pieces; its length follows the rate to the power of its elasticity.</summary>
    private sealed class VowelSynthesizer(double elasticity) : ISynthesizer
    {
        public string Name => "vowel";

        public double Seconds { get; init; } = 1;

        public float LastRate { get; private set; }

        public int PiecesMade { get; private set; }

        public bool Speaks(string language) => true;

        public async IAsyncEnumerable<SpeechAudio> SynthesizeAsync(SpeechRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            LastRate = request.Rate;
            if (Seconds == 0)
                yield break;
            double seconds = Seconds * Math.Pow(request.Rate, -elasticity);
            float[] samples = PolyphaseResampler.Convert(TestVoice.Vowel(seconds, 120), TestVoice.RateHz, RateHz);
            foreach (float[] piece in samples.Chunk(5_000))
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                PiecesMade++;
                yield return new SpeechAudio(piece, RateHz);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
