using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Benchmarks.Conversations;

/// <summary>Sounds that need no recording; the same seed gives the same sound.</summary>
internal static class MadeSounds
{
    /// <summary>A cough: one to three bursts of breath through an open throat, each loud at once and gone in a quarter of a second.</summary>
    public static SpokenClip Cough(int seed)
    {
        Random random = new(seed);
        int bursts = 1 + (seed % 3);
        int length = (int)AudioFormat.Samples(TimeSpan.FromMilliseconds(280));
        float[] samples = new float[bursts * length];
        float low = 0, lower = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double seconds = i % length / (double)AudioFormat.SampleRateHz;
            double loudness = 0.5 * Math.Min(1, seconds / 0.004) * Math.Exp(-seconds / 0.06);
            // Between 400 Hz and 2.5 kHz, where a throat resonates.
            float breath = (float)((random.NextDouble() * 2) - 1);
            low += 0.6f * (breath - low);
            lower += 0.15f * (low - lower);
            samples[i] = (float)(2 * loudness * (low - lower));
        }

        return SpokenClip.Of($"cough {seed + 1}", samples, null);
    }

    /// <summary>[n] A click in a room: the direct path and, from 5 ms on, echoes that lose 60 dB in the given time.</summary>
    public static float[] RoomImpulse(TimeSpan reverberation, int seed)
    {
        Random random = new(seed);
        float[] impulse = new float[AudioFormat.Samples(reverberation)];
        int first = (int)AudioFormat.Samples(TimeSpan.FromMilliseconds(5));
        for (int i = first; i < impulse.Length; i++)
            impulse[i] = (float)(((random.NextDouble() * 2) - 1) * 0.15 * Math.Pow(10, -3.0 * i / impulse.Length));
        impulse[0] = 1;
        return impulse;
    }
}
