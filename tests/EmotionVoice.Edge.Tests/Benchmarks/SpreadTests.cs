using EmotionVoice.Edge.Benchmarks;

namespace EmotionVoice.Edge.Tests.Benchmarks;

public sealed class SpreadTests
{
    [Fact]
    public void QuantilesLieBetweenTheRanksAroundThem()
    {
        Spread spread = Spread.Of(Enumerable.Range(1, 20).Select(value => (double)value).Reverse())!;

        Assert.Equal(10.5, spread.P50, 3);
        Assert.Equal(19.05, spread.P95, 3);
    }

    [Fact]
    public void OneValueIsItsOwnSpreadAndNoneHasNone()
    {
        Assert.Equal(new Spread(7, 7), Spread.Of([7]));
        Assert.Null(Spread.Of([]));
    }
}
