using System.Numerics.Tensors;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Engines.Sherpa;

/// <summary>
/// Prepares sound for a recogniser that minds its surroundings. Moonshine answers "nothing" when about a second of
/// silence leads (10 of 37 acted sentences of RAVDESS), none of these with 0.3 s; with no silence at all it puts words
/// to anything. Pure.
/// </summary>
internal static class SpeechTrim
{
    private const int WindowSamples = 320;

    /// <summary>A window this far (30 dB) below the loudest is not speech.</summary>
    private const float QuietShare = 1e-3f;

    private const int KeptSamples = 4_800;

    /// <summary>Cuts silence at both ends down to 0.3 s.</summary>
    internal static ReadOnlyMemory<float> Trim(ReadOnlyMemory<float> samples)
    {
        ReadOnlySpan<float> sound = samples.Span;
        int windows = sound.Length / WindowSamples;
        float loudest = 0;
        for (int i = 0; i < windows; i++)
            loudest = Math.Max(loudest, Energy(sound, i));
        if (loudest == 0)
            return samples;

        int first = 0, last = windows - 1;
        while (Energy(sound, first) < loudest * QuietShare)
            first++;
        while (Energy(sound, last) < loudest * QuietShare)
            last--;
        int start = Math.Max(0, (first * WindowSamples) - KeptSamples);
        int end = Math.Min(sound.Length, ((last + 1) * WindowSamples) + KeptSamples);
        return samples[start..end];
    }

    /// <summary>Splits at the quietest 200 ms of the last third, until no piece is longer than <paramref name="longest"/>.</summary>
    internal static IEnumerable<ReadOnlyMemory<float>> Split(ReadOnlyMemory<float> samples, TimeSpan longest)
    {
        int limit = (int)AudioFormat.Samples(longest);
        while (samples.Length > limit)
        {
            int cut = QuietestCut(samples.Span[..limit], from: limit * 2 / 3);
            yield return samples[..cut];
            samples = samples[cut..];
        }

        if (!samples.IsEmpty)
            yield return samples;
    }

    /// <summary>A copy that is spoken a little faster and higher: linear interpolation, good enough to compare with.</summary>
    internal static float[] Faster(ReadOnlySpan<float> samples, float factor)
    {
        float[] faster = new float[(int)(samples.Length / factor)];
        for (int i = 0; i < faster.Length; i++)
        {
            float position = i * factor;
            int index = Math.Min((int)position, samples.Length - 2);
            float share = position - index;
            faster[i] = (samples[index] * (1 - share)) + (samples[index + 1] * share);
        }

        return faster;
    }

    /// <summary>A copy with white noise 20 dB below the sound; the same noise every time.</summary>
    internal static float[] Noisier(ReadOnlySpan<float> samples)
    {
        float[] noisier = samples.ToArray();
        float amplitude = 0.1f * MathF.Sqrt(3 * TensorPrimitives.SumOfSquares(samples) / Math.Max(1, samples.Length));
        uint state = 0x2545F491;
        for (int i = 0; i < noisier.Length; i++)
        {
            // xorshift (G. Marsaglia, "Xorshift RNGs", 2003).
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            noisier[i] += amplitude * ((state / (float)uint.MaxValue * 2) - 1);
        }

        return noisier;
    }

    private static int QuietestCut(ReadOnlySpan<float> sound, int from)
    {
        const int span = 10; // windows
        int best = from / WindowSamples, cut = sound.Length;
        float quietest = float.MaxValue;
        for (int i = best; (i + span) * WindowSamples <= sound.Length; i++)
        {
            float energy = TensorPrimitives.SumOfSquares(sound.Slice(i * WindowSamples, span * WindowSamples));
            if (energy < quietest)
                (quietest, cut) = (energy, (i + (span / 2)) * WindowSamples);
        }

        return cut;
    }

    private static float Energy(ReadOnlySpan<float> sound, int window) =>
        TensorPrimitives.SumOfSquares(sound.Slice(window * WindowSamples, WindowSamples));
}
