using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Tests.Emotion;

public sealed class EmotionCourseTests
{
    private readonly EmotionCourse _course = new(new EmotionCourseOptions { HalfLife = TimeSpan.FromSeconds(30) });

    [Fact]
    public void TheFirstUtteranceIsTheMood()
    {
        Assert.Same(Mood.Unknown, _course.Current);
        Mood mood = _course.Add(Sure(EmotionLabel.Sad), TimeSpan.FromSeconds(100));
        Assert.Equal((EmotionLabel.Sad, MoodTrend.Steady), (mood.Scores.Top, mood.Trend));
        Assert.Same(mood, _course.Current);
    }

    [Fact]
    public void AfterAHalfLifeAnUtteranceCountsHalf()
    {
        _course.Add(Sure(EmotionLabel.Sad), TimeSpan.Zero);
        Mood mood = _course.Add(Sure(EmotionLabel.Happy), TimeSpan.FromSeconds(30));
        Assert.Equal(1.0 / 3, mood.Scores[EmotionLabel.Sad], 1e-4);
        Assert.Equal(2.0 / 3, mood.Scores[EmotionLabel.Happy], 1e-4);
    }

    [Fact]
    public void AnUnsureUtteranceMovesLittleAndAnUnknownOneNothing()
    {
        Mood before = _course.Add(Sure(EmotionLabel.Sad), TimeSpan.Zero);
        Assert.Same(before, _course.Add(FusedEmotion.Unknown, TimeSpan.FromSeconds(1)));
        Mood after = _course.Add(Sure(EmotionLabel.Happy) with { Confidence = 0.1f }, TimeSpan.FromSeconds(2));
        Assert.Equal(EmotionLabel.Sad, after.Scores.Top);
        Assert.InRange(after.Scores[EmotionLabel.Happy], 0.05, 0.15);
    }

    [Theory]
    [InlineData(EmotionLabel.Sad, EmotionLabel.Happy, MoodTrend.Better)]
    [InlineData(EmotionLabel.Happy, EmotionLabel.Angry, MoodTrend.Worse)]
    [InlineData(EmotionLabel.Happy, EmotionLabel.Happy, MoodTrend.Steady)]
    public void TheTrendFollowsTheValence(EmotionLabel first, EmotionLabel then, MoodTrend trend)
    {
        for (int i = 0; i < 5; i++)
            _course.Add(Sure(first), TimeSpan.FromSeconds(10 * i));
        for (int i = 5; i < 8; i++)
            _course.Add(Sure(then), TimeSpan.FromSeconds(10 * i));
        Assert.Equal(trend, _course.Current.Trend);
    }

    [Fact]
    public void AResetForgets()
    {
        _course.Add(Sure(EmotionLabel.Sad), TimeSpan.FromHours(2));
        _course.Reset();
        Assert.Same(Mood.Unknown, _course.Current);
        Assert.Equal(1, _course.Add(Sure(EmotionLabel.Happy), TimeSpan.FromHours(3)).Scores[EmotionLabel.Happy], 1e-4);
    }

    private static FusedEmotion Sure(EmotionLabel label)
    {
        float[] weights = new float[EmotionLabels.Count];
        weights[(int)label] = 1;
        return new FusedEmotion(label, null, 1, EmotionScores.FromWeights(weights), 0, 0, 0);
    }
}
