using System.Numerics.Tensors;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Synthesis;

/// <summary>
/// Gain that never clips: linear up to the knee, above it bent along a hyperbolic tangent that stays under the ceiling.
/// No memory, so pieces of a sentence join without a step.
/// </summary>
internal static class SoftLimiter
{
    private const float Knee = 0.7f;
    private const float Ceiling = 0.98f;

    public static void Apply(Span<float> samples, float gainDb)
    {
        if (gainDb != 0)
            TensorPrimitives.Multiply(samples, Level.ToAmplitude(gainDb), samples);
        if (samples.IsEmpty || MathF.Abs(TensorPrimitives.MaxMagnitude<float>(samples)) <= Knee)
            return;

        foreach (ref float sample in samples)
        {
            float beyond = MathF.Abs(sample) - Knee;
            if (beyond > 0)
                sample = MathF.CopySign(Knee + (Ceiling - Knee) * MathF.Tanh(beyond / (Ceiling - Knee)), sample);
        }
    }
}
