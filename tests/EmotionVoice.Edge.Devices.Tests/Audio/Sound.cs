using System.Numerics.Tensors;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Devices.Tests.Audio;

/// <summary>Sound at 16 kHz to play and to find again.</summary>
internal static class Sound
{
    /// <summary>Noise below about 3 kHz, the same for the same seed: any gap or repetition shows in a correlation.</summary>
    public static float[] Murmur(int samples, int seed)
    {
        Random random = new(seed);
        float[] noise = new float[samples];
        float a = 0;
        float b = 0;
        for (int i = 0; i < samples; i++)
        {
            a += 0.4f * (2 * random.NextSingle() - 1 - a);
            b += 0.4f * (a - b);
            noise[i] = b;
        }

        return noise;
    }

    public static void Write(string file, float[] samples)
    {
        using WavWriter writer = new(File.Create(file), AudioFormat.SampleRateHz);
        writer.Write(samples);
    }

    public static float[] Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return WavReader.ReadMono16k(stream).Samples;
    }

    /// <summary>Where in <paramref name="recorded"/> the sound begins, and how like it is (1 = the same), over its whole length.</summary>
    public static (double Correlation, int At) Find(float[] sound, float[] recorded)
    {
        // The beginning finds the place, the whole tells how well it fits. Both ends carry the filters' settling.
        ReadOnlySpan<float> head = sound.AsSpan(0, Math.Min(2_000, sound.Length));
        int best = 0;
        double highest = double.MinValue;
        for (int at = 0; at + sound.Length <= recorded.Length; at++)
        {
            double product = TensorPrimitives.Dot(head, recorded.AsSpan(at, head.Length));
            if (product > highest)
                (highest, best) = (product, at);
        }

        ReadOnlySpan<float> found = recorded.AsSpan(best, Math.Min(sound.Length, recorded.Length - best));
        return (TensorPrimitives.CosineSimilarity(sound.AsSpan(0, found.Length), found), best);
    }
}
