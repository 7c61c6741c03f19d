using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

internal static partial class Log
{
    [LoggerMessage(3200, LogLevel.Warning, "The tool {Tool} failed; the user was told.")]
    internal static partial void ToolFailed(this ILogger logger, Exception exception, string tool);

    [LoggerMessage(3201, LogLevel.Warning, "The result of {Tool} could not be announced.")]
    internal static partial void ResultNotAnnounced(this ILogger logger, Exception exception, string tool);

    [LoggerMessage(3202, LogLevel.Error, "Timers and alarms could not be written; they ring as long as the daemon runs.")]
    internal static partial void RemindersNotKept(this ILogger logger, Exception exception);

    [LoggerMessage(3203, LogLevel.Warning, "A timer or alarm was due, but its announcement did not reach its end.")]
    internal static partial void ReminderNotAnnounced(this ILogger logger, Exception exception);
}
