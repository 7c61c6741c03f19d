using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Engines.SpeechEmotion;

internal static partial class Log
{
    [LoggerMessage(5300, LogLevel.Trace, "Feeling recognised in {Samples} samples, {Windows} windows.")]
    internal static partial void Recognised(this ILogger logger, int samples, int windows);
}
