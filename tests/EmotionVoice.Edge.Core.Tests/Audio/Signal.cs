namespace EmotionVoice.Edge.Core.Tests.Audio;

/// <summary>Sounds with known content, and measures of what came out.</summary>
internal static class Signal
{
    public static float[] Sine(double hz, int rateHz, int samples, double amplitude = 0.9)
    {
        float[] sine = new float[samples];
        for (int i = 0; i < samples; i++)
            sine[i] = (float)(amplitude * Math.Sin(2 * Math.PI * hz * i / rateHz));
        return sine;
    }

    public static float[] Noise(int samples, int seed, float amplitude = 0.5f)
    {
        Random random = new(seed);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++)
            noise[i] = amplitude * (2 * random.NextSingle() - 1);
        return noise;
    }

    /// <summary>Ratio in dB of the expected signal's power to that of the difference.</summary>
    public static double SnrDb(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        double signal = 0;
        double error = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            signal += (double)expected[i] * expected[i];
            error += ((double)actual[i] - expected[i]) * ((double)actual[i] - expected[i]);
        }

        return 10 * Math.Log10(signal / Math.Max(error, 1e-30));
    }

    /// <summary>The part without both edges, where the signal meets silence.</summary>
    public static ReadOnlySpan<float> Middle(float[] samples, int edge = 1000) => samples.AsSpan(edge, samples.Length - 2 * edge);
}
