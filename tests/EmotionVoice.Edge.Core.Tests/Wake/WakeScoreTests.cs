using EmotionVoice.Edge.Core.Wake;

namespace EmotionVoice.Edge.Core.Tests.Wake;

public sealed class WakeScoreTests
{
    private const int Step = 1_280; // 80 ms

    private readonly WakeScore _score = new(new WakeOptions { Threshold = 0.5, Refractory = TimeSpan.FromSeconds(2) });
    private long _at;

    [Fact]
    public void ASingleHighScoreIsNoWake() => Assert.Empty(Wakes(0, 0, 0.99f, 0, 0, 0.99f, 0, 0, 0));

    [Fact]
    public void TwoHighScoresInARowAreAWake() => Assert.Equal([4], Wakes(0, 0, 0, 0.6f, 0.7f, 0));

    [Fact]
    public void ADipBetweenTwoHighScoresIsForgiven() => Assert.Equal([2], Wakes(0.6f, 0.3f, 0.6f));

    [Fact]
    public void TwoHighScoresThreeStepsApartAreNoWake() => Assert.Empty(Wakes(0.9f, 0, 0, 0.9f));

    [Fact]
    public void AScoreThatEqualsTheThresholdCounts() => Assert.Equal([1], Wakes(0.5f, 0.5f));

    [Fact]
    public void OneWordIsOneWake() => Assert.Single(Wakes([.. Enumerable.Repeat(0.9f, 12)]));

    [Fact]
    public void AfterTheRefractoryTimeTheWordCountsAgain()
    {
        // The wake is at 160 ms; the refractory time ends at 2,160 ms, which is the score of index 26.
        Assert.Equal([1, 27], Wakes([.. Enumerable.Repeat(0.9f, 28)]));
    }

    [Fact]
    public void ScoresInTheRefractoryTimeDoNotCountTowardsTheNextWake()
    {
        float[] scores = new float[30];
        scores[0] = scores[1] = scores[25] = scores[26] = 0.9f; // 25 still lies in it
        Assert.Equal([1], Wakes(scores));
    }

    [Fact]
    public void TheWakeTellsTheBestScoreAndWhenTheFirstCame()
    {
        Assert.Null(_score.Push(0.9f, 1_280));
        Assert.Null(_score.Push(0.1f, 2_560));
        Assert.Equal((0.9f, 1_280L), _score.Push(0.6f, 3_840));
    }

    [Fact]
    public void ResetForgetsWhatCame()
    {
        _score.Push(0.9f, 1_280);
        _score.Reset();
        Assert.Null(_score.Push(0.9f, 2_560));
        Assert.NotNull(_score.Push(0.9f, 3_840));
        _score.Reset();
        _score.Push(0.9f, 5_120);
        Assert.NotNull(_score.Push(0.9f, 6_400));
    }

    private List<int> Wakes(params float[] scores)
    {
        List<int> wakes = [];
        for (int i = 0; i < scores.Length; i++)
        {
            if (_score.Push(scores[i], _at += Step) is not null)
                wakes.Add(i);
        }

        return wakes;
    }
}
