using System.Numerics.Tensors;

namespace EmotionVoice.Edge.Core.Audio;

/// <summary>Loudness of samples in dBFS: 0 dB is the amplitude 1. A full-scale sine has a peak of 0 and an RMS of -3.01 dBFS.</summary>
public static class Level
{
    /// <summary>What silence measures; lower values don't occur.</summary>
    public const float SilenceDbfs = -120;

    /// <summary>Root mean square of the samples in dBFS; <see cref="SilenceDbfs"/> where there are none.</summary>
    public static float RmsDbfs(ReadOnlySpan<float> samples) =>
        samples.IsEmpty ? SilenceDbfs : ToDb(MathF.Sqrt(TensorPrimitives.SumOfSquares(samples) / samples.Length));

    /// <summary>Largest magnitude in dBFS; <see cref="SilenceDbfs"/> where there are no samples.</summary>
    public static float PeakDbfs(ReadOnlySpan<float> samples) =>
        samples.IsEmpty ? SilenceDbfs : ToDb(MathF.Abs(TensorPrimitives.MaxMagnitude(samples)));

    /// <summary>An amplitude in dBFS.</summary>
    public static float ToDb(float amplitude) => MathF.Max(SilenceDbfs, 20 * MathF.Log10(amplitude));

    /// <summary>The amplitude, or factor, of a level or gain in dB.</summary>
    public static float ToAmplitude(float db) => MathF.Pow(10, db / 20);
}
