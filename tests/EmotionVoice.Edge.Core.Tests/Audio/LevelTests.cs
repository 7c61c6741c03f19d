using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Tests.Audio;

public sealed class LevelTests
{
    [Fact]
    public void A_full_scale_sine_has_a_peak_of_0_and_an_rms_of_minus_3_dBFS()
    {
        float[] sine = Signal.Sine(1_000, 16_000, 16_000, amplitude: 1);
        Assert.Equal(0, Level.PeakDbfs(sine), 0.01f);
        Assert.Equal(-3.01f, Level.RmsDbfs(sine), 0.01f);
    }

    [Fact]
    public void Silence_and_nothing_measure_the_floor_rather_than_minus_infinity()
    {
        Assert.Equal(Level.SilenceDbfs, Level.RmsDbfs(new float[512]));
        Assert.Equal(Level.SilenceDbfs, Level.PeakDbfs(new float[512]));
        Assert.Equal(Level.SilenceDbfs, Level.RmsDbfs([]));
        Assert.Equal(Level.SilenceDbfs, Level.PeakDbfs([]));
    }

    [Fact]
    public void The_peak_of_a_negative_sample_counts() => Assert.Equal(-6.02f, Level.PeakDbfs([0.1f, -0.5f, 0.2f]), 0.01f);

    [Fact]
    public void Gain_and_amplitude_are_inverse() => Assert.Equal(-7.5f, Level.ToDb(Level.ToAmplitude(-7.5f)), 1e-4f);
}
