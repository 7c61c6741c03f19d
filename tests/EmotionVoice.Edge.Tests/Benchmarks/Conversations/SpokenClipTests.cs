using EmotionVoice.Edge.Benchmarks.Conversations;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Tests.Benchmarks.Conversations;

public sealed class SpokenClipTests
{
    private const int Frame = AudioFormat.FrameSamples;

    [Fact]
    public void SpeechIsWhatIsWithinThirtyDecibelsOfTheLoudest()
    {
        SpokenClip clip = Clip((10, 0.001f), (20, 0.5f), (5, 0.05f), (10, 0.005f));

        Assert.Equal((10 * Frame, 35 * Frame), (clip.SpeechStart, clip.SpeechEnd));
    }

    [Fact]
    public void NoiseOfTheRecordingIsNoSpeech()
    {
        SpokenClip clip = Clip((10, 0.005f), (20, 0.1f), (10, 0.0055f));

        Assert.Equal((10 * Frame, 30 * Frame), (clip.SpeechStart, clip.SpeechEnd));
    }

    [Fact]
    public void SilenceIsTakenAsItIs()
    {
        SpokenClip clip = Clip((10, 0));

        Assert.Equal((0, 10 * Frame), (clip.SpeechStart, clip.SpeechEnd));
    }

    [Fact]
    public void APauseGoesWhereItIsQuietestInTheMiddle()
    {
        SpokenClip clip = Clip((4, 0.3f), (1, 0), (15, 0.3f), (1, 0.01f), (19, 0.3f));

        SpokenClip paused = clip.WithPause(TimeSpan.FromMilliseconds(500));

        (int from, int to) = Assert.Single(paused.Pauses);
        Assert.Equal(8_000, to - from);
        Assert.InRange(from, 20 * Frame, 21 * Frame);
        Assert.Equal(clip.SpeechEnd + 8_000, paused.SpeechEnd);
        Assert.Equal(clip.SpeechStart, paused.SpeechStart);
        Assert.All(paused.Samples[from..to], sample => Assert.Equal(0, sample));
        Assert.Equal(clip.Samples[^Frame..], paused.Samples[^Frame..]);
    }

    [Fact]
    public void ItIsMadeAsLoudAsWanted() => Assert.Equal(-40, Clip((20, 0.5f)).At(-40).LevelDb, 2);

    [Fact]
    public void ACoughIsShortLoudAndTheSameEachTime()
    {
        SpokenClip cough = MadeSounds.Cough(2);

        Assert.InRange(cough.Speech.TotalSeconds, 0.3, 1);
        Assert.InRange(Level.PeakDbfs(cough.Samples), -20, 0);
        Assert.Equal(cough.Samples, MadeSounds.Cough(2).Samples);
    }

    private static SpokenClip Clip(params (int Frames, float Amplitude)[] parts) =>
        SpokenClip.Of("clip", [.. parts.SelectMany(part => Enumerable.Range(0, part.Frames * Frame).Select(i => i % 2 == 0 ? part.Amplitude : -part.Amplitude))], "words");
}
