namespace EmotionVoice.Edge.Core.Emotion.Acoustics;

/// <summary>
/// Counts syllable nuclei without a transcript (N. H. de Jong and T. Wempe, "Praat script to detect syllable nuclei and
/// measure speech rate automatically", 2009): peaks of the smoothed level within 25 dB of the loudest, at least 2 dB above
/// the dips between them, in voiced sound.
/// </summary>
internal static class SyllableCounter
{
    private const float BelowLoudestDb = 25;
    private const float DipDb = 2;
    private const int Reach = 3; // frames on either side: a Hann window of 80 ms

    public static int Count(AcousticFrames frames, ReadOnlySpan<float> pitch)
    {
        if (frames.First < 0)
            return 0;

        float[] level = Smooth(frames.LevelsDb);
        float threshold = MathF.Max(Loudest(level) - BelowLoudestDb, frames.SpeechThresholdDb);
        int count = 0, peak = frames.First;
        float dip = float.NegativeInfinity; // lowest level since the last counted or rejected peak
        for (int i = frames.First; i <= frames.Last; i++)
        {
            if (level[i] > level[peak])
                peak = i;
            if (level[i] > level[peak] - DipDb && i < frames.Last)
                continue;

            // The level fell by 2 dB: what was highest is a peak; the next one begins at the next rise.
            if (level[peak] >= threshold && level[peak] >= dip + DipDb && IsVoiced(pitch, peak))
                count++;
            while (i < frames.Last && level[i + 1] <= level[i])
                i++;
            dip = level[i];
            peak = i;
        }

        return count;
    }

    // A track may break for a frame at the loudest point.
    private static bool IsVoiced(ReadOnlySpan<float> pitch, int frame) =>
        pitch[Math.Max(0, frame - 1)..Math.Min(pitch.Length, frame + 2)].ContainsAnyExcept(0f);

    private static float Loudest(float[] level)
    {
        float[] sorted = [.. level];
        Array.Sort(sorted);
        return sorted[(int)(0.99 * (sorted.Length - 1))];
    }

    /// <summary>Mean power under a Hann window, in dB.</summary>
    private static float[] Smooth(float[] levels)
    {
        Span<float> window = stackalloc float[2 * Reach + 1];
        for (int i = 0; i < window.Length; i++)
            window[i] = 0.5f - 0.5f * MathF.Cos(2 * MathF.PI * (i + 1) / (window.Length + 1));

        float[] power = new float[levels.Length];
        for (int i = 0; i < levels.Length; i++)
            power[i] = MathF.Pow(10, levels[i] / 10);
        float[] smooth = new float[levels.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            float sum = 0, weight = 0;
            for (int j = Math.Max(0, i - Reach); j <= Math.Min(levels.Length - 1, i + Reach); j++)
            {
                sum += power[j] * window[j - i + Reach];
                weight += window[j - i + Reach];
            }

            smooth[i] = 10 * MathF.Log10(sum / weight);
        }

        return smooth;
    }
}
