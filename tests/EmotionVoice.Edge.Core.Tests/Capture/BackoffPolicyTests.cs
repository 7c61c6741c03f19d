using EmotionVoice.Edge.Core.Capture;

namespace EmotionVoice.Edge.Core.Tests.Capture;

public sealed class BackoffPolicyTests
{
    [Fact]
    public void WaitsDoubleUpToTheLimit()
    {
        BackoffPolicy policy = new(new RecoveryOptions { Jitter = 0 }, new Random(1));

        Assert.Equal([250, 500, 1000, 2000, 2000], Enumerable.Range(1, 5).Select(failure => policy.Delay(failure).TotalMilliseconds));
        Assert.Equal(TimeSpan.FromSeconds(2), policy.Delay(int.MaxValue));
    }

    [Fact]
    public void ChanceOnlyShortensAWait()
    {
        BackoffPolicy policy = new(new RecoveryOptions { Jitter = 0.2 }, new Random(1));

        double[] waits = [.. Enumerable.Range(0, 1000).Select(_ => policy.Delay(4).TotalSeconds)];

        Assert.All(waits, wait => Assert.InRange(wait, 1.6, 2.0));
        Assert.True(waits.Max() - waits.Min() > 0.3);
    }

    [Fact]
    public void ADeviceThatWorkedLongEnoughBeginsAnew()
    {
        BackoffPolicy policy = new(new RecoveryOptions { ResetAfter = TimeSpan.FromSeconds(5) }, new Random(1));

        Assert.Equal(4, policy.Next(3, TimeSpan.FromSeconds(4.9)));
        Assert.Equal(1, policy.Next(3, TimeSpan.FromSeconds(5)));
    }
}
