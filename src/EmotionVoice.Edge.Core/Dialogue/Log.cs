using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue;

internal static partial class Log
{
    [LoggerMessage(3100, LogLevel.Warning, "The greeting could not be said; the conversation goes on without it.")]
    internal static partial void NotGreeted(this ILogger logger, Exception exception);
}
