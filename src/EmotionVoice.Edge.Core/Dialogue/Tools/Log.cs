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

    [LoggerMessage(3204, LogLevel.Warning, "The tool {Tool} can't be used; the user was told. {Problem}")]
    internal static partial void ToolNotThere(this ILogger logger, string tool, string problem);

    [LoggerMessage(3205, LogLevel.Warning, "The tool {Tool} says that it could not do it; the user was told.")]
    internal static partial void ToolRefused(this ILogger logger, string tool);

    [LoggerMessage(3206, LogLevel.Warning, "The daemon ends while the tool {Tool} is at work; its result is lost.")]
    internal static partial void ResultLost(this ILogger logger, string tool);

    [LoggerMessage(3207, LogLevel.Warning, "The model could not put the result of {Tool} into words; it is read out as it is.")]
    internal static partial void ResultNotWorded(this ILogger logger, Exception exception, string tool);
}
