using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.State;

internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Error, "The file of timers and alarms was damaged and is now {Damaged}; none is set any more.")]
    internal static partial void RemindersDamaged(this ILogger logger, Exception exception, string damaged);

    [LoggerMessage(1101, LogLevel.Error, "The timers and alarms in {File} can't be read; none is set until they can.")]
    internal static partial void RemindersUnreadable(this ILogger logger, Exception exception, string file);
}
