using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Wake;

public sealed class WakeTrialTests
{
    private static readonly float[] s_noise = [.. Enumerable.Range(0, 999).Select(i => i % 2 == 0 ? 0.02f : -0.02f)];

    [Theory]
    [InlineData(10)]
    [InlineData(0)]
    public void TheNoiseLiesBelowTheRecordingByTheAskedDecibels(double snrDb)
    {
        float[] speech = Some.Speech(TimeSpan.FromSeconds(1));

        float[] sound = WakeTrial.InNoise(speech, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), s_noise, noiseStart: 77, snrDb);

        Assert.Equal(48_000, sound.Length);
        Assert.Equal(snrDb, 20 * Math.Log10(Rms(speech) / Rms(sound[..16_000])), 2);
        Assert.Equal(Rms(sound[..16_000]), Rms(sound[32_000..]), 4);
    }

    [Fact]
    public void EveryWakeOfARecordingCounts()
    {
        FakeWakeWord detector = new(1_000, 20_000, 20_001);
        Assert.Equal(2, WakeTrial.Wakes(detector, new float[32_100]));
    }

    private static double Rms(float[] sound) => Math.Sqrt(sound.Average(sample => (double)sample * sample));
}
