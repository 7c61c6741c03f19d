using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.State;

internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Error, "The file of timers and alarms was damaged and is now {Damaged}; none is set any more.")]
    internal static partial void RemindersDamaged(this ILogger logger, Exception exception, string damaged);

    [LoggerMessage(1101, LogLevel.Error, "The timers and alarms in {File} can't be read; none is set until they can.")]
    internal static partial void RemindersUnreadable(this ILogger logger, Exception exception, string file);

    [LoggerMessage(1102, LogLevel.Error, "The kept conversation can't be used ({Problem}); the file is now {Damaged}, and the conversation begins anew.")]
    internal static partial void ConversationDamaged(this ILogger logger, string problem, string damaged);

    [LoggerMessage(1103, LogLevel.Error, "The kept conversation in {File} can't be read; this one begins anew.")]
    internal static partial void ConversationUnreadable(this ILogger logger, Exception exception, string file);

    [LoggerMessage(1104, LogLevel.Information, "Memory:Keep is off; what was kept of a conversation is deleted.")]
    internal static partial void ConversationDeleted(this ILogger logger);

    [LoggerMessage(1105, LogLevel.Error, "Memory:Keep is off, but what was kept of a conversation can't be deleted. Delete it yourself: {File}")]
    internal static partial void ConversationNotDeleted(this ILogger logger, Exception exception, string file);

    [LoggerMessage(1106, LogLevel.Error, "The conversation is not kept any more; it goes on. A restart would forget what follows.")]
    internal static partial void MemoryEnded(this ILogger logger, Exception exception);

    [LoggerMessage(1107, LogLevel.Warning, "What was kept of the conversation can't be overwritten ({Problem}); its file is deleted without.")]
    internal static partial void ConversationNotOverwritten(this ILogger logger, string problem);
}
