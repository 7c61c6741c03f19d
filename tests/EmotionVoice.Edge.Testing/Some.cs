using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Testing;

/// <summary>Ready-made values.</summary>
public static class Some
{
    /// <summary>A 200 Hz tone: what <see cref="LoudnessDetector"/> takes for speech.</summary>
    public static float[] Speech(TimeSpan duration, float amplitude = 0.3f)
    {
        float[] samples = new float[AudioFormat.Samples(duration)];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = amplitude * MathF.Sin(2 * MathF.PI * 200 * i / AudioFormat.SampleRateHz);
        return samples;
    }

    public static float[] Silence(TimeSpan duration) => new float[AudioFormat.Samples(duration)];

    public static Utterance Utterance(double seconds = 1) => new(
        (float[])[.. Silence(TimeSpan.FromMilliseconds(300)), .. Speech(TimeSpan.FromSeconds(seconds)), .. Silence(TimeSpan.FromMilliseconds(500))], 0, TimeSpan.FromSeconds(seconds), TimeSpan.FromMilliseconds(500), UtteranceEnd.TurnOver);

    /// <summary>Whole frames of a sound; a rest shorter than a frame is filled with silence.</summary>
    public static IEnumerable<AudioFrame> Frames(params IEnumerable<float[]> sounds)
    {
        float[] all = [.. sounds.SelectMany(sound => sound)];
        for (int start = 0; start < all.Length; start += AudioFormat.FrameSamples)
        {
            float[] frame = new float[AudioFormat.FrameSamples];
            all.AsSpan(start, Math.Min(frame.Length, all.Length - start)).CopyTo(frame);
            yield return new AudioFrame(frame, start);
        }
    }
}
