namespace EmotionVoice.Edge.Core.Emotion.Acoustics;

/// <summary>Median, spread and trend of a pitch track.</summary>
internal readonly record struct PitchStatistics(int VoicedFrames, float MedianHz, float RangeSemitones, float SlopeSemitonesPerSecond)
{
    private const int LeastForSlope = 10; // 100 ms

    /// <param name="pitch">Hz a frame of 10 ms; 0 where it is unvoiced.</param>
    public static PitchStatistics Of(ReadOnlySpan<float> pitch)
    {
        float[] voiced = new float[pitch.Length];
        int count = 0;
        foreach (float hertz in pitch)
            if (hertz > 0)
                voiced[count++] = hertz;
        if (count == 0)
            return default;

        Array.Sort(voiced, 0, count);
        float low = voiced[(int)(0.1 * (count - 1))], high = voiced[(int)(0.9 * (count - 1))];
        return new PitchStatistics(count, voiced[count / 2], 12 * MathF.Log2(high / low), Slope(pitch, count));
    }

    /// <summary>Least-squares line through the voiced frames.</summary>
    private static float Slope(ReadOnlySpan<float> pitch, int count)
    {
        if (count < LeastForSlope)
            return 0;

        double t = 0, y = 0, tt = 0, ty = 0;
        for (int i = 0; i < pitch.Length; i++)
        {
            if (pitch[i] <= 0)
                continue;
            double time = i / AcousticFrames.FramesPerSecond, semitones = 12 * Math.Log2(pitch[i]);
            t += time;
            y += semitones;
            tt += time * time;
            ty += time * semitones;
        }

        double spread = tt - t * t / count;
        return spread > 0 ? (float)((ty - t * y / count) / spread) : 0;
    }
}
