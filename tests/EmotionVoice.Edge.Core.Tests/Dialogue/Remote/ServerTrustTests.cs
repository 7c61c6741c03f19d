using EmotionVoice.Edge.Core.Dialogue.Remote;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Remote;

public sealed class ServerTrustTests
{
    private readonly ServerTrust _trust = new(Seconds(5), Seconds(30));

    [Fact]
    public void AServerIsTrustedUntilItFails()
    {
        Assert.True(_trust.IsTrusted);
        Assert.False(_trust.IsTrialDue(Seconds(1_000)));

        _trust.Failed(Seconds(100));

        Assert.False(_trust.IsTrusted);
    }

    [Fact]
    public void EachTrialWaitsTwiceAsLongAndNoneLongerThanTheLongest()
    {
        foreach (int wait in new[] { 5, 10, 20, 30, 30 })
        {
            _trust.Failed(Seconds(100));
            Assert.False(_trust.IsTrialDue(Seconds(100 + wait - 0.1)));
            Assert.True(_trust.IsTrialDue(Seconds(100 + wait)));
        }
    }

    [Fact]
    public void APassedTrialLetsTurnsInButOnlyAReplyForgetsTheFailures()
    {
        _trust.Failed(Seconds(0));
        _trust.TrialPassed();
        Assert.True(_trust.IsTrusted);

        _trust.Failed(Seconds(10));
        Assert.False(_trust.IsTrialDue(Seconds(15)));
        _trust.TrialPassed();
        _trust.Replied();
        _trust.Failed(Seconds(100));

        Assert.True(_trust.IsTrialDue(Seconds(105)));
    }

    [Fact]
    public void GoingAndComingBackAreNewsOnce()
    {
        Assert.False(_trust.Replied());
        Assert.True(_trust.Failed(Seconds(0)));
        Assert.False(_trust.Failed(Seconds(5)));
        _trust.TrialPassed();
        Assert.False(_trust.Failed(Seconds(15)));
        Assert.True(_trust.Replied());
        Assert.False(_trust.Replied());
        Assert.True(_trust.Failed(Seconds(20)));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
