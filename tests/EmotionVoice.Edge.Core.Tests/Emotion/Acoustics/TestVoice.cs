namespace EmotionVoice.Edge.Core.Tests.Emotion.Acoustics;

/// <summary>Synthetic voice: a glottal pulse train through the resonances of a vowel, and noise. Always the same.</summary>
internal static class TestVoice
{
    public const int RateHz = 16_000;

    /// <summary>The vowel "ah" at a pitch that may move, with RMS 0.1.</summary>
    public static float[] Vowel(double seconds, Func<double, double> hertzAt)
    {
        float[] samples = new float[(int)(seconds * RateHz)];
        double phase = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            phase += hertzAt((double)i / RateHz) / RateHz;
            phase -= Math.Floor(phase);
            samples[i] = (float)(phase < 0.6 ? Math.Sin(Math.PI * phase / 0.6) * phase : 0) - 0.2f;
        }

        foreach ((double hertz, double width) in new[] { (730.0, 90.0), (1090.0, 110.0), (2440.0, 170.0) })
            Resonate(samples, hertz, width);
        Differentiate(samples);
        return ToRms(samples, 0.1f);
    }

    public static float[] Vowel(double seconds, double hertz) => Vowel(seconds, _ => hertz);

    /// <summary>A vowel whose loudness rises and falls that many times a second.</summary>
    public static float[] Syllables(double seconds, double hertz, double perSecond)
    {
        float[] samples = Vowel(seconds, hertz);
        for (int i = 0; i < samples.Length; i++)
            samples[i] *= (float)(0.55 - 0.45 * Math.Cos(2 * Math.PI * perSecond * i / RateHz));
        return samples;
    }

    public static float[] Noise(double seconds, float rms, int seed = 7)
    {
        Random random = new(seed);
        float[] samples = new float[(int)(seconds * RateHz)];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return ToRms(samples, rms);
    }

    /// <summary>Sound with silence before and after.</summary>
    public static float[] Between(double before, float[] samples, double after) =>
        [.. new float[(int)(before * RateHz)], .. samples, .. new float[(int)(after * RateHz)]];

    public static float[] Mix(float[] one, float[] other) => [.. one.Zip(other, (a, b) => a + b)];

    private static void Resonate(float[] samples, double hertz, double width)
    {
        double radius = Math.Exp(-Math.PI * width / RateHz), a = 2 * radius * Math.Cos(2 * Math.PI * hertz / RateHz), b = -radius * radius;
        double last = 0, before = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double y = (1 - a - b) * samples[i] + a * last + b * before;
            (before, last) = (last, y);
            samples[i] = (float)y;
        }
    }

    private static void Differentiate(float[] samples)
    {
        for (int i = samples.Length - 1; i > 0; i--)
            samples[i] -= samples[i - 1];
        samples[0] = 0;
    }

    private static float[] ToRms(float[] samples, float rms)
    {
        double power = samples.Sum(x => (double)x * x) / samples.Length;
        float gain = (float)(rms / Math.Sqrt(power));
        for (int i = 0; i < samples.Length; i++)
            samples[i] *= gain;
        return samples;
    }
}
