using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Silence;

internal static partial class Log
{
    [LoggerMessage(3300, LogLevel.Warning, "An acknowledgement in {Language} could not be prepared; a slow answer may begin after a silence.")]
    internal static partial void AcknowledgementNotPrepared(this ILogger logger, Exception exception, string language);

    [LoggerMessage(3301, LogLevel.Warning, "The silence after a question could not be ended.")]
    internal static partial void NotReprompted(this ILogger logger, Exception exception);
}
