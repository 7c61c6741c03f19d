using EmotionVoice.Edge.Core.Turns;

namespace EmotionVoice.Edge.Core.Tests.Turns;

public sealed class DraftPolicyTests
{
    [Fact]
    public void AnAnswerIsBegunOnceAPause()
    {
        DraftPolicy policy = new(new TurnOptions());

        Assert.False(policy.ShouldBegin(Ms(192)));
        Assert.True(policy.ShouldBegin(Ms(224)));
        Assert.False(policy.ShouldBegin(Ms(256)));
    }

    [Fact]
    public void EachOneInVainMakesTheNextWaitLongerUntilNoneIsBegun()
    {
        DraftPolicy policy = new(new TurnOptions());
        int[] waits = [200, 300, 450];
        foreach (int wait in waits)
        {
            Assert.False(policy.ShouldBegin(Ms(wait - 1)));
            Assert.True(policy.ShouldBegin(Ms(wait)));
            Assert.True(policy.WentOn());
        }

        Assert.False(policy.ShouldBegin(Ms(5_000)));
        policy.Reset();
        Assert.True(policy.ShouldBegin(Ms(200)));
    }

    [Fact]
    public void NothingIsLostWhereNothingWasBegun() => Assert.False(new DraftPolicy(new TurnOptions()).WentOn());

    [Fact]
    public void ZeroTurnsItOff() => Assert.False(new DraftPolicy(new TurnOptions { EarlyAfter = TimeSpan.Zero }).ShouldBegin(Ms(5_000)));

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
