using EmotionVoice.Edge.Core.Emotion.Acoustics;

namespace EmotionVoice.Edge.Core.Tests.Emotion.Acoustics;

public sealed class RealFftTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(512)]
    public void ThePowerSpectrumIsThatOfTheDefinition(int length)
    {
        float[] frame = TestVoice.Noise(1, 1).AsSpan(0, length).ToArray();
        float[] power = new float[length / 2 + 1];
        new RealFft(length).PowerSpectrum(frame, power);
        for (int k = 0; k < power.Length; k++)
        {
            double re = 0, im = 0;
            for (int i = 0; i < length; i++)
            {
                re += frame[i] * Math.Cos(2 * Math.PI * k * i / length);
                im -= frame[i] * Math.Sin(2 * Math.PI * k * i / length);
            }

            double expected = re * re + im * im;
            Assert.Equal(expected, power[k], 1e-3 * (1 + expected));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(400)]
    public void OtherLengthsAreRefused(int length) => Assert.Throws<ArgumentOutOfRangeException>(() => new RealFft(length));
}
