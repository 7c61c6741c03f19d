using EmotionVoice.Edge.Engines.Sherpa;

namespace EmotionVoice.Edge.Engines.Tests.Sherpa;

public class SpeechTrimTests
{
    [Fact]
    public void SilenceIsCutToThreeTenthsOfASecond()
    {
        float[] sound = [.. new float[32_000], .. Tone(16_000), .. new float[48_000]];
        ReadOnlyMemory<float> trimmed = SpeechTrim.Trim(sound);
        Assert.InRange(trimmed.Length, 16_000 + 9_600 - 640, 16_000 + 9_600 + 640);
    }

    [Fact]
    public void SoundWithoutSilenceStaysAsItIs()
    {
        float[] sound = Tone(16_000);
        Assert.Equal(16_000, SpeechTrim.Trim(sound).Length);
        Assert.Equal(1_600, SpeechTrim.Trim(new float[1_600]).Length);
        Assert.Equal(100, SpeechTrim.Trim(new float[100]).Length);
        Assert.Equal(0, SpeechTrim.Trim(ReadOnlyMemory<float>.Empty).Length);
    }

    [Fact]
    public void ALongSoundIsSplitInItsPauseAndNothingIsLost()
    {
        float[] sound = Tone(16_000 * 50);
        Array.Clear(sound, 16_000 * 20, 8_000);
        ReadOnlyMemory<float>[] pieces = [.. SpeechTrim.Split(sound, TimeSpan.FromSeconds(24))];
        Assert.InRange(pieces[0].Length, 16_000 * 20, (16_000 * 20) + 8_000);
        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, 16_000 * 24));
        Assert.Equal(sound.Length, pieces.Sum(piece => piece.Length));
    }

    [Fact]
    public void ChangedCopiesDifferALittle()
    {
        float[] sound = Tone(16_000);
        Assert.Equal(15_384, SpeechTrim.Faster(sound, 1.04f).Length);
        float[] noisier = SpeechTrim.Noisier(sound);
        double power = sound.Zip(noisier).Average(pair => Math.Pow(pair.First - pair.Second, 2));
        double signal = sound.Average(sample => sample * sample);
        Assert.InRange(10 * Math.Log10(signal / power), 19, 21);
    }

    private static float[] Tone(int samples) =>
        [.. Enumerable.Range(0, samples).Select(n => 0.5f * MathF.Sin(2 * MathF.PI * 200 * n / 16_000))];
}
