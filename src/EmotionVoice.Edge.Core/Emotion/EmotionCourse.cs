namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>Where a conversation's mood is going.</summary>
public enum MoodTrend
{
    Steady,
    Better,
    Worse,
}

/// <summary>The mood of a conversation so far.</summary>
/// <param name="Scores">Distribution over the labels; <see cref="EmotionScores.None"/> before anything was heard.</param>
/// <param name="Valence">In [-1, 1].</param>
/// <param name="Arousal">In [-1, 1].</param>
/// <param name="Trend">Whether the valence rises or falls.</param>
public sealed record Mood(EmotionScores Scores, float Valence, float Arousal, MoodTrend Trend)
{
    public static Mood Unknown { get; } = new(EmotionScores.None, 0, 0, MoodTrend.Steady);
}

/// <summary>
/// Smooths the feelings of one conversation: an exponentially fading mean, in which each utterance counts by its
/// confidence. The trend compares it with a mean that fades four times as slowly. Used by one thread at a time.
/// </summary>
public sealed class EmotionCourse(EmotionCourseOptions options)
{
    private const double SlowFactor = 4;

    private readonly FadingMean _near = new(options.HalfLife);
    private readonly FadingMean _far = new(options.HalfLife * SlowFactor);

    public Mood Current { get; private set; } = Mood.Unknown;

    /// <summary>Takes in an utterance.</summary>
    /// <param name="emotion">Its feeling.</param>
    /// <param name="time">When, on any clock; never earlier than the call before.</param>
    public Mood Add(FusedEmotion emotion, TimeSpan time)
    {
        if (emotion.Scores.IsNone || emotion.Confidence <= 0)
            return Current;

        _near.Add(emotion, time);
        _far.Add(emotion, time);
        EmotionScores scores = _near.Scores;
        (float valence, float arousal) = EmotionCircumplex.Of(scores);
        double change = valence - EmotionCircumplex.Of(_far.Scores).Valence;
        MoodTrend trend = Math.Abs(change) < options.TrendThreshold ? MoodTrend.Steady : change > 0 ? MoodTrend.Better : MoodTrend.Worse;
        return Current = new Mood(scores, valence, arousal, trend);
    }

    /// <summary>Somebody else speaks now.</summary>
    public void Reset()
    {
        _near.Clear();
        _far.Clear();
        Current = Mood.Unknown;
    }

    private sealed class FadingMean(TimeSpan halfLife)
    {
        private readonly float[] _weights = new float[EmotionLabels.Count];
        private TimeSpan _time;

        public EmotionScores Scores => EmotionScores.FromWeights(_weights);

        public void Add(FusedEmotion emotion, TimeSpan time)
        {
            double age = Math.Max(0, (time - _time) / halfLife);
            float kept = (float)Math.Pow(2, -age);
            for (int i = 0; i < _weights.Length; i++)
                _weights[i] = _weights[i] * kept + emotion.Confidence * emotion.Scores.Values[i];
            _time = time;
        }

        public void Clear() => Array.Clear(_weights);
    }
}
