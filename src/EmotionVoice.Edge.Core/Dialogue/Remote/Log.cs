using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Remote;

internal static partial class Log
{
    [LoggerMessage(3170, LogLevel.Warning, "The reply server {Server} is out of use: {Trouble}. This device answers by itself until it is back.")]
    internal static partial void ServerLost(this ILogger logger, string server, string trouble);

    [LoggerMessage(3171, LogLevel.Information, "The reply server {Server} answers again.")]
    internal static partial void ServerBack(this ILogger logger, string server);

    [LoggerMessage(3172, LogLevel.Debug, "The reply server {Server} failed once more: {Trouble}.")]
    internal static partial void ServerStillLost(this ILogger logger, string server, string trouble);

    [LoggerMessage(3173, LogLevel.Debug, "A trial of the reply server {Server} went well: its first words came after {Milliseconds:F0} ms.")]
    internal static partial void TrialPassed(this ILogger logger, string server, double milliseconds);
}
