namespace EmotionVoice.Edge.Core.Audio;

/// <summary>32 ms of captured sound.</summary>
/// <param name="Samples">[512] mono float32 in [-1, 1] at 16 kHz. Owned by the frame: nobody writes to it again.</param>
/// <param name="Start">Index of the first sample since capture began: audio time.</param>
public readonly record struct AudioFrame(ReadOnlyMemory<float> Samples, long Start)
{
    /// <summary>Index of the sample after the last one.</summary>
    public long End => Start + Samples.Length;

    /// <summary>The samples of frames, one after the other.</summary>
    public static float[] Join(IReadOnlyCollection<AudioFrame> frames)
    {
        float[] samples = new float[frames.Sum(frame => frame.Samples.Length)];
        int offset = 0;
        foreach (AudioFrame frame in frames)
        {
            frame.Samples.CopyTo(samples.AsMemory(offset));
            offset += frame.Samples.Length;
        }

        return samples;
    }

    /// <summary>Whether the device hears itself in it.</summary>
    public EchoVerdict Echo { get; init; }
}
