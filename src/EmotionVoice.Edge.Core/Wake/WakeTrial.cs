using System.Numerics.Tensors;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Wake;

/// <summary>Tries a detector on recordings, clean or in noise: what the figures of `bench wake` and the tests rest on. Pure.</summary>
public static class WakeTrial
{
    private const int LevelWindow = 320; // 20 ms

    /// <summary>Windows this far below the loudest are pauses, and not part of the speech level.</summary>
    private const float PauseDb = 25;

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

    /// <summary>Adds noise, over and over from <paramref name="noiseStart"/> on, over the whole length of <paramref name="sound"/>.</summary>
    /// <param name="sound">Speech with silence around it; changed in place.</param>
    /// <param name="noise">Any length but none.</param>
    /// <param name="noiseStart">Where in the noise to begin.</param>
    /// <param name="snrDb">Level of the speech without its pauses over that of the noise.</param>
    public static void AddNoise(Span<float> sound, ReadOnlySpan<float> noise, int noiseStart, double snrDb)
    {
        float[] bed = new float[sound.Length];
        for (int i = 0; i < bed.Length; i++)
            bed[i] = noise[(noiseStart + i) % noise.Length];
        float bedLevel = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(bed) / bed.Length);
        if (bedLevel == 0)
            return;
        float gain = SpeechLevel(sound) / bedLevel * (float)Math.Pow(10, -snrDb / 20);
        TensorPrimitives.MultiplyAdd(bed, gain, sound, sound);
    }

    /// <summary>RMS of what is not a pause, in [0, 1].</summary>
    internal static float SpeechLevel(ReadOnlySpan<float> sound)
    {
        float[] powers = new float[sound.Length / LevelWindow];
        for (int i = 0; i < powers.Length; i++)
            powers[i] = TensorPrimitives.SumOfSquares(sound.Slice(i * LevelWindow, LevelWindow)) / LevelWindow;
        if (powers.Length == 0)
            return 0;
        float least = TensorPrimitives.Max<float>(powers) * MathF.Pow(10, -PauseDb / 10);
        float[] speech = [.. powers.Where(power => power >= least)];
        return MathF.Sqrt(TensorPrimitives.Sum<float>(speech) / speech.Length);
    }
}
