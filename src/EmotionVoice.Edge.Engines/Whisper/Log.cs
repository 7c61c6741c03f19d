using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Engines.Whisper;

internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Debug, "A run with {Context} positions looked wrong (confidence {Confidence:F2}); once more with the full context.")]
    internal static partial void FullContext(this ILogger logger, int context, float confidence);

    [LoggerMessage(5001, LogLevel.Debug, "Language {Language}, probability {Probability:F2}.")]
    internal static partial void Language(this ILogger logger, string language, float probability);
}
