using System.Numerics.Tensors;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Emotion.Acoustics;

/// <summary>
/// The level of every frame (25 ms each 10 ms), and which of them hold speech: those clearly above the noise floor (10th
/// percentile) and not far below the loud ones (95th percentile).
/// </summary>
internal sealed class AcousticFrames
{
    public const int SampleRateHz = AudioFormat.SampleRateHz;
    public const int Length = 400;
    public const int Step = 160;
    public const double FramesPerSecond = (double)SampleRateHz / Step;

    private const float AboveNoiseDb = 6;
    private const float BelowLoudDb = 25;
    private const float SteadyDb = 3;
    private const float QuietestDb = -75; // nothing below is speech, whatever the floor: 16-bit rounding is at -101

    private AcousticFrames(float[] levels, float noiseDb, float speechDb)
    {
        LevelsDb = levels;
        NoiseDb = noiseDb;
        SpeechThresholdDb = speechDb;
        First = Array.FindIndex(levels, level => level >= speechDb);
        Last = Array.FindLastIndex(levels, level => level >= speechDb);
    }

    /// <summary>dBFS a frame.</summary>
    public float[] LevelsDb { get; }

    /// <summary>Noise floor in dBFS.</summary>
    public float NoiseDb { get; }

    /// <summary>Level from which a frame counts as speech, in dBFS.</summary>
    public float SpeechThresholdDb { get; }

    /// <summary>Index of the first frame of speech; -1 when there is none.</summary>
    public int First { get; }

    /// <summary>Index of the last frame of speech; -1 when there is none.</summary>
    public int Last { get; }

    public int Count => LevelsDb.Length;

    public bool IsSpeech(int frame) => LevelsDb[frame] >= SpeechThresholdDb;

    public static AcousticFrames Of(ReadOnlySpan<float> samples)
    {
        float[] levels = new float[samples.Length < Length ? 0 : (samples.Length - Length) / Step + 1];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = PowerDb(samples.Slice(i * Step, Length));
        if (levels.Length == 0)
            return new AcousticFrames(levels, Level.SilenceDbfs, QuietestDb);

        float[] sorted = [.. levels];
        Array.Sort(sorted);
        float noise = sorted[(int)(0.10 * (sorted.Length - 1))];
        float loud = sorted[(int)(0.95 * (sorted.Length - 1))];

        // A recording without a pause is all speech or all noise: the pitch tracker will tell.
        float threshold = loud - noise < SteadyDb ? noise - AboveNoiseDb : MathF.Min(noise + AboveNoiseDb, (noise + loud) / 2);
        threshold = MathF.Max(QuietestDb, MathF.Max(threshold, loud - BelowLoudDb));
        return new AcousticFrames(levels, noise, threshold);
    }

    private static float PowerDb(ReadOnlySpan<float> frame)
    {
        float mean = TensorPrimitives.Sum(frame) / frame.Length; // a microphone's offset is no sound
        return MathF.Max(Level.SilenceDbfs, 10 * MathF.Log10(TensorPrimitives.SumOfSquares(frame) / frame.Length - mean * mean));
    }
}
