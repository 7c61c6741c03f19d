using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Wake;

internal static partial class Log
{
    [LoggerMessage(2300, LogLevel.Information, "Woken by {Reason}, score {Score:F2}.")]
    internal static partial void Woken(this ILogger logger, WakeReason reason, float score);
}
