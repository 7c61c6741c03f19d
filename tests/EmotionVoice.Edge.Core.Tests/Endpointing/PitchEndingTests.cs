using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Endpointing;

namespace EmotionVoice.Edge.Core.Tests.Endpointing;

public sealed class PitchEndingTests
{
    [Theory]
    [InlineData(-20)]
    [InlineData(-6)]
    [InlineData(0)]
    [InlineData(10)]
    public void TheCourseOfTheLastSyllablesIsMeasured(float semitonesPerSecond) =>
        Assert.InRange(PitchEnding.Slope(Glide(semitonesPerSecond))!.Value, semitonesPerSecond - 1.5f, semitonesPerSecond + 1.5f);

    [Fact]
    public void SilenceHasNone() => Assert.Null(PitchEnding.Slope(new float[16_000]));

    // A voice of many harmonics that glides from 180 Hz.
    private static float[] Glide(float semitonesPerSecond)
    {
        float[] samples = new float[AudioFormat.SampleRateHz];
        double phase = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            phase += 2 * Math.PI * 180 * Math.Pow(2, semitonesPerSecond / 12 * i / samples.Length) / AudioFormat.SampleRateHz;
            for (int harmonic = 1; harmonic <= 8; harmonic++)
                samples[i] += (float)(0.2 / harmonic * Math.Sin(harmonic * phase));
        }

        return samples;
    }
}
