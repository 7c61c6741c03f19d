using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Echo;

internal static partial class Log
{
    [LoggerMessage(2400, LogLevel.Information, "The echo of the device's own voice comes {DelayMs:F0} ms after it is handed to the loudspeaker; it is taken out from now on.")]
    internal static partial void EchoFound(this ILogger logger, double delayMs);

    [LoggerMessage(2401, LogLevel.Information, "The echo's delay is {DelayMs:F0} ms now; the canceller learns the room anew.")]
    internal static partial void EchoMoved(this ILogger logger, double delayMs);
}
