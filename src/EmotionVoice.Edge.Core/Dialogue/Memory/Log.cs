using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Memory;

internal static partial class Log
{
    [LoggerMessage(3160, LogLevel.Information, "The conversation goes on: {Count} exchanges were kept.")]
    internal static partial void GoesOn(this ILogger logger, int count);

    [LoggerMessage(3161, LogLevel.Warning, "The conversation can't be kept ({Problem}); it goes on, but a restart would forget it. Tried again every minute.")]
    internal static partial void NotKept(this ILogger logger, string problem);

    [LoggerMessage(3162, LogLevel.Information, "The conversation is kept again.")]
    internal static partial void KeptAgain(this ILogger logger);

    [LoggerMessage(3163, LogLevel.Error, "The conversation is forgotten, but what was kept of it can't be deleted ({Problem}). Tried again every minute.")]
    internal static partial void NotErased(this ILogger logger, string problem);

    [LoggerMessage(3164, LogLevel.Information, "What was kept of the forgotten conversation is deleted now.")]
    internal static partial void ErasedAfterAll(this ILogger logger);
}
