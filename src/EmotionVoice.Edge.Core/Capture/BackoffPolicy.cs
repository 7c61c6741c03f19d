namespace EmotionVoice.Edge.Core.Capture;

/// <summary>How long to wait before a lost device is tried again. Pure; chance comes from <paramref name="random"/>.</summary>
public sealed class BackoffPolicy(RecoveryOptions options, Random random)
{
    /// <param name="failure">1 for the first failure in a row.</param>
    public TimeSpan Delay(int failure)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failure, 1);
        // Infinity for a device that has been away for days is as good as any number above the limit.
        double seconds = Math.Min(options.MaxDelay.TotalSeconds, options.FirstDelay.TotalSeconds * Math.Pow(options.Factor, failure - 1));
        return TimeSpan.FromSeconds(seconds * (1 - options.Jitter * random.NextDouble()));
    }

    /// <summary>The number of the failure that ends <paramref name="worked"/> of success: 1 when that was long enough to forget the earlier ones.</summary>
    public int Next(int failure, TimeSpan worked) => worked >= options.ResetAfter ? 1 : failure + 1;
}
