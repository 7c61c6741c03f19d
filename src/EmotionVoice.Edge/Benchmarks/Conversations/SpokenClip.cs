using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Benchmarks.Conversations;

/// <summary>Something that a person says, and where in it speech begins and ends by its own level.</summary>
/// <param name="Name">For people.</param>
/// <param name="Samples">[n] at 16 kHz.</param>
/// <param name="Words">What is said; null where nobody wrote it down.</param>
/// <param name="SpeechStart">First sample of the first 32 ms within 30 dB of the loudest, and 6 dB above the noise.</param>
/// <param name="SpeechEnd">The sample after the last such 32 ms.</param>
internal sealed record SpokenClip(string Name, float[] Samples, string? Words, int SpeechStart, int SpeechEnd)
{
    private const float RangeDb = 30;
    private const float LeastRangeDb = 20;
    private const float OverNoiseDb = 6;
    private const int SearchStep = 128;        // 8 ms
    private const int Ramp = 80;               // 5 ms: no click where it is cut

    public TimeSpan Speech => AudioFormat.Duration(SpeechEnd - SpeechStart);

    /// <summary>RMS from the beginning to the end of speech.</summary>
    public float LevelDb => Level.RmsDbfs(Samples.AsSpan(SpeechStart, SpeechEnd - SpeechStart));

    /// <summary>Silences that were put into it; each is [from, to) in samples.</summary>
    public IReadOnlyList<(int From, int To)> Pauses { get; init; } = [];

    public static SpokenClip Of(string name, float[] samples, string? words)
    {
        float[] levels = new float[samples.Length / AudioFormat.FrameSamples];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = Level.RmsDbfs(samples.AsSpan(i * AudioFormat.FrameSamples, AudioFormat.FrameSamples));
        float least = Threshold(levels);
        int first = Array.FindIndex(levels, level => level >= least), last = Array.FindLastIndex(levels, level => level >= least);
        return first < 0
            ? new SpokenClip(name, samples, words, 0, samples.Length)
            : new SpokenClip(name, samples, words, first * AudioFormat.FrameSamples, (last + 1) * AudioFormat.FrameSamples);
    }

    /// <summary>
    /// With a silence inside the sentence: at the quietest 32 ms between 30 and 70 % of what is said, where a word mostly
    /// ends.
    /// </summary>
    public SpokenClip WithPause(TimeSpan pause)
    {
        int speech = SpeechEnd - SpeechStart;
        int at = QuietestAt(SpeechStart + (int)(0.3 * speech), SpeechStart + (int)(0.7 * speech)) + (AudioFormat.FrameSamples / 2);
        int silence = (int)AudioFormat.Samples(pause);
        float[] samples = new float[Samples.Length + silence];
        Samples.AsSpan(0, at).CopyTo(samples);
        Samples.AsSpan(at).CopyTo(samples.AsSpan(at + silence));
        for (int i = 0; i < Math.Min(Ramp, Math.Min(at, Samples.Length - at)); i++)
        {
            float gain = i / (float)Ramp;
            samples[at - 1 - i] *= gain;
            samples[at + silence + i] *= gain;
        }

        return this with { Samples = samples, SpeechEnd = SpeechEnd + silence, Pauses = [(at, at + silence)] };
    }

    /// <summary>As loud as wanted.</summary>
    /// <param name="levelDb">Its new <see cref="LevelDb"/>.</param>
    public SpokenClip At(float levelDb)
    {
        float gain = Level.ToAmplitude(levelDb - LevelDb);
        return this with { Samples = [.. Samples.Select(sample => Math.Clamp(sample * gain, -1, 1))] };
    }

    // A recording whose own noise lies within the range of speech: speech is what stands out of the noise.
    private static float Threshold(float[] levels)
    {
        if (levels.Length == 0)
            return 0;
        float loudest = levels.Max(), noise = levels.Order().ElementAt(levels.Length / 20);
        return Math.Max(loudest - RangeDb, Math.Min(noise + OverNoiseDb, loudest - LeastRangeDb));
    }

    private int QuietestAt(int from, int to)
    {
        (int best, float quietest) = (from, float.MaxValue);
        for (int at = from; at + AudioFormat.FrameSamples <= Math.Min(to, Samples.Length); at += SearchStep)
        {
            float level = Level.RmsDbfs(Samples.AsSpan(at, AudioFormat.FrameSamples));
            if (level < quietest)
                (best, quietest) = (at, level);
        }

        return best;
    }
}
