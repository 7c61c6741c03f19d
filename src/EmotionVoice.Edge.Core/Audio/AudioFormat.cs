namespace EmotionVoice.Edge.Core.Audio;

/// <summary>The one sound format inside the program: mono float32 in [-1, 1] at 16 kHz, in frames of 32 ms.</summary>
public static class AudioFormat
{
    public const int SampleRateHz = 16_000;

    /// <summary>Samples a frame. Silero's window, so that one frame is one speech probability.</summary>
    public const int FrameSamples = 512;

    public static readonly TimeSpan FrameDuration = TimeSpan.FromMilliseconds(32);

    /// <summary>Audio time of a number of samples at 16 kHz.</summary>
    public static TimeSpan Duration(long samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / SampleRateHz);

    /// <summary>Number of samples at 16 kHz in a duration, rounded down.</summary>
    public static long Samples(TimeSpan duration) => duration.Ticks * SampleRateHz / TimeSpan.TicksPerSecond;
}
