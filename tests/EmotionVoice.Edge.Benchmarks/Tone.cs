namespace EmotionVoice.Edge.Benchmarks.HotPaths;

internal static class Tone
{
    /// <summary>A voice-like 140 Hz tone with harmonics.</summary>
    public static float[] Of(int count, int sampleRateHz)
    {
        float[] samples = new float[count];
        for (int i = 0; i < count; i++)
            for (int harmonic = 1; harmonic <= 5; harmonic++)
                samples[i] += 0.2f / harmonic * MathF.Sin(2 * MathF.PI * 140 * harmonic * i / sampleRateHz);
        return samples;
    }
}

internal static class Repository
{
    /// <summary>A file of the source tree, found from the benchmark's own folder.</summary>
    public static string File(string relative)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (System.IO.File.Exists(Path.Combine(at.FullName, "EmotionVoice.Edge.sln")))
                return Path.Combine(at.FullName, relative);
        throw new FileNotFoundException("The benchmarks run inside the source tree.", relative);
    }
}
