using System.Numerics.Tensors;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Wake;

/// <summary>Tries a detector on recordings, clean or in noise: what the figures of `bench wake` and the tests rest on. Pure.</summary>
public static class WakeTrial
{
    /// <summary>Streams a recording through a detector.</summary>
    /// <returns>How often it woke.</returns>
    public static int Wakes(IWakeWordDetector detector, ReadOnlyMemory<float> sound)
    {
        ArgumentNullException.ThrowIfNull(detector);
        int wakes = 0;
        for (int start = 0; start < sound.Length; start += AudioFormat.FrameSamples)
        {
            AudioFrame frame = new(sound.Slice(start, Math.Min(AudioFormat.FrameSamples, sound.Length - start)), start);
            if (detector.Hear(frame) is not null)
                wakes++;
        }

        return wakes;
    }

    /// <summary>The recording with silence before and after it, as a stream has it: a word at the very end needs sound behind it.</summary>
    public static float[] Padded(ReadOnlySpan<float> speech, TimeSpan before, TimeSpan after)
    {
        int lead = (int)AudioFormat.Samples(before);
        float[] sound = new float[lead + speech.Length + AudioFormat.Samples(after)];
        speech.CopyTo(sound.AsSpan(lead));
        return sound;
    }

    /// <summary>The recording padded, with noise over the whole length.</summary>
    /// <param name="speech">The recording; not silent.</param>
    /// <param name="before">Noise alone before it.</param>
    /// <param name="after">Noise alone after it.</param>
    /// <param name="noise">Any length but none; begins anew at its end.</param>
    /// <param name="noiseStart">Where in the noise to begin.</param>
    /// <param name="snrDb">Level of the whole recording, its pauses included, over that of the noise.</param>
    public static float[] InNoise(ReadOnlySpan<float> speech, TimeSpan before, TimeSpan after, ReadOnlySpan<float> noise, int noiseStart, double snrDb)
    {
        float[] sound = Padded(speech, before, after);
        float[] bed = new float[sound.Length];
        for (int i = 0; i < bed.Length; i++)
            bed[i] = noise[(noiseStart + i) % noise.Length];
        double gain = Rms(speech) / Math.Max(Rms(bed), 1e-9) * Math.Pow(10, -snrDb / 20);
        TensorPrimitives.MultiplyAdd(bed, (float)gain, sound, sound);
        return sound;
    }

    private static double Rms(ReadOnlySpan<float> sound) => sound.IsEmpty ? 0 : Math.Sqrt(TensorPrimitives.SumOfSquares(sound) / sound.Length);
}
