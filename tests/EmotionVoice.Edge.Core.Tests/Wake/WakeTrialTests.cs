using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Wake;

public sealed class WakeTrialTests
{
    private static readonly float[] s_noise = [.. Enumerable.Range(0, 999).Select(i => i % 2 == 0 ? 0.02f : -0.02f)];

    [Theory]
    [InlineData(10)]
    [InlineData(0)]
    public void TheNoiseLiesBelowTheSpeechByTheAskedDecibels(double snrDb)
    {
        float[] sound = WakeTrial.Padded(Some.Speech(TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        float level = WakeTrial.SpeechLevel(sound);

        WakeTrial.AddNoise(sound, s_noise, 77, snrDb);

        double noise = Math.Sqrt(sound.Take(16_000).Average(sample => (double)sample * sample));
        Assert.Equal(snrDb, 20 * Math.Log10(level / noise), 2);
    }

    [Fact]
    public void PausesDoNotLowerTheLevelOfSpeech()
    {
        float[] speech = Some.Speech(TimeSpan.FromSeconds(1));
        float[] sound = WakeTrial.Padded(speech, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));
        Assert.Equal(WakeTrial.SpeechLevel(speech), WakeTrial.SpeechLevel(sound), 4);
    }

    [Fact]
    public void EveryWakeOfARecordingCounts()
    {
        FakeWakeWord detector = new(1_000, 20_000, 20_001);
        Assert.Equal(2, WakeTrial.Wakes(detector, new float[32_100]));
    }
}
