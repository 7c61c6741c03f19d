using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace EmotionVoice.Edge.Api.Security;

/// <summary>So many requests a minute of each token, and of each address without one. A quarter of them may come at once.</summary>
internal static class RateLimits
{
    private static readonly TimeSpan s_refill = TimeSpan.FromSeconds(1);

    public static PartitionedRateLimiter<HttpContext> Create(ApiOptions options) => PartitionedRateLimiter.Create<HttpContext, string>(
        context => RateLimitPartition.GetTokenBucketLimiter(Caller.IdOf(context), _ => Bucket(options.RequestsPerMinute)));

    internal static TokenBucketRateLimiterOptions Bucket(int perMinute)
    {
        // Whole tokens a period: rare ones come one at a time.
        int perSecond = perMinute / 60;
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(1, perMinute / 4),
            TokensPerPeriod = Math.Max(1, perSecond),
            ReplenishmentPeriod = perSecond > 0 ? s_refill : TimeSpan.FromMinutes(1.0 / perMinute),
            QueueLimit = 0,
            AutoReplenishment = true,
        };
    }
}
