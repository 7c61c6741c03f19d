using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Hosting;

internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Profile {Profile} ({Reason}): {Models}")]
    internal static partial void Profile(this ILogger logger, string profile, string reason, string models);

    [LoggerMessage(1001, LogLevel.Information, "Ready after {Seconds:F1} s: {Microphone} → {Speaker}")]
    internal static partial void Ready(this ILogger logger, double seconds, string microphone, string speaker);

    [LoggerMessage(1002, LogLevel.Information, "The recording has ended.")]
    internal static partial void SourceEnded(this ILogger logger);

    [LoggerMessage(1003, LogLevel.Critical, "The conversation ended unexpectedly.")]
    internal static partial void ConversationEnded(this ILogger logger, Exception? exception);

    [LoggerMessage(1004, LogLevel.Error, "The observer {Observer} ended; the conversation goes on without it.")]
    internal static partial void ObserverEnded(this ILogger logger, Exception exception, string observer);

    [LoggerMessage(1005, LogLevel.Debug, "{Engine} is warm after {Milliseconds:F0} ms.")]
    internal static partial void Warm(this ILogger logger, string engine, double milliseconds);

    [LoggerMessage(1006, LogLevel.Information, "Turn {Turn}: emotion {Emotion}, {Words} words in {Language}, first audio after {FirstAudioMs:F0} ms")]
    internal static partial void Turn(this ILogger logger, int turn, string emotion, int words, string language, double firstAudioMs);

    [LoggerMessage(1007, LogLevel.Error, "The button at {Button} failed and is off now; all else works.")]
    internal static partial void ButtonOff(this ILogger logger, Exception exception, string button);

    [LoggerMessage(1010, LogLevel.Warning, "The service manager can't be reached: {Problem} The conversation goes on.")]
    internal static partial void ServiceManagerLost(this ILogger logger, string problem);

    [LoggerMessage(1011, LogLevel.Error, "{Trouble}; the service manager's watchdog is not fed and will restart the daemon.")]
    internal static partial void WatchdogNotFed(this ILogger logger, string trouble);

    [LoggerMessage(1012, LogLevel.Information, "The settings were read again; {Changed} changed.")]
    internal static partial void SettingsReloaded(this ILogger logger, int changed);

    [LoggerMessage(1013, LogLevel.Warning, "These settings changed too, but need a restart: {Settings}")]
    internal static partial void SettingsNeedRestart(this ILogger logger, string settings);

    [LoggerMessage(1014, LogLevel.Error, "The settings were not changed, the old ones stay in use: {Problem}")]
    internal static partial void SettingsRefused(this ILogger logger, string problem);
}
