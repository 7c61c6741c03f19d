using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Observers.LedRing;

internal static partial class Log
{
    [LoggerMessage(7000, LogLevel.Warning, "The LED ring does not answer; it is tried again from time to time, and all else works. {Reason}")]
    internal static partial void RingLost(this ILogger logger, string reason);

    [LoggerMessage(7002, LogLevel.Warning, "The LED ring is off, all else works: {Problem}")]
    internal static partial void NoRing(this ILogger logger, string problem);

    [LoggerMessage(7001, LogLevel.Information, "The LED ring is back.")]
    internal static partial void RingBack(this ILogger logger);
}
