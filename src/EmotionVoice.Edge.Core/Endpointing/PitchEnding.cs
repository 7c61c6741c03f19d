using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Emotion.Acoustics;

namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>How the voice's pitch moves at the end of what was said. Pure.</summary>
public static class PitchEnding
{
    /// <summary>Sound that is looked at before the end of speech.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(400);

    private const int LeastVoicedFrames = 12; // 120 ms

    /// <summary>Semitones a second, or null when too little is voiced.</summary>
    /// <param name="samples">[n] at 16 kHz, ending where speech ended.</param>
    public static float? Slope(ReadOnlySpan<float> samples)
    {
        int length = (int)AudioFormat.Samples(Window);
        if (samples.Length > length)
            samples = samples[^length..];
        AcousticFrames frames = AcousticFrames.Of(samples);
        if (frames.First < 0)
            return null;
        PitchStatistics pitch = PitchStatistics.Of(new PitchTracker().Track(samples, frames));
        return pitch.VoicedFrames >= LeastVoicedFrames ? pitch.SlopeSemitonesPerSecond : null;
    }
}
