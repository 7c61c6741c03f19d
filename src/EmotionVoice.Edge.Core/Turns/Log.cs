using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Turns;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Warning, "The emotion of the voice could not be recognised by {Engine}; the words alone decide.")]
    internal static partial void VoiceEmotionFailed(this ILogger logger, Exception exception, string engine);

    [LoggerMessage(3001, LogLevel.Error, "Turn {Turn} failed; an apology is spoken and listening goes on.")]
    internal static partial void TurnFailed(this ILogger logger, Exception exception, int turn);

    [LoggerMessage(3002, LogLevel.Error, "The apology could not be spoken.")]
    internal static partial void ApologyFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3003, LogLevel.Warning, "An utterance was dropped: {Waiting} are already waiting for an answer.")]
    internal static partial void UtteranceDropped(this ILogger logger, int waiting);

    [LoggerMessage(3004, LogLevel.Warning, "The reply took longer than {Limit} and was cut off.")]
    internal static partial void ReplyTimedOut(this ILogger logger, TimeSpan limit);

    [LoggerMessage(3006, LogLevel.Warning, "An answer that was begun early failed before it was discarded.")]
    internal static partial void DraftFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3005, LogLevel.Warning, "The apology for {Language} could not be prepared; it will be synthesised when needed.")]
    internal static partial void ApologyNotPrepared(this ILogger logger, Exception exception, string language);

    [LoggerMessage(3020, LogLevel.Warning, "What was said into the answer could not be transcribed; the answer ends there.")]
    internal static partial void InterruptionNotUnderstood(this ILogger logger, Exception exception);
}
