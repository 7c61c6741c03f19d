using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Transcription;

internal static partial class Log
{
    [LoggerMessage(3150, LogLevel.Warning, "Words could not be found while they were spoken; this utterance is transcribed when it is over.")]
    internal static partial void PartialFailed(this ILogger logger, Exception exception);
}
