using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Engines.Sherpa;

internal static partial class Log
{
    [LoggerMessage(5200, LogLevel.Warning, "{Engine} understands English only; speech in {Languages} stays without words. Choose a multilingual model.")]
    internal static partial void EnglishOnly(this ILogger logger, string engine, string languages);

    [LoggerMessage(5201, LogLevel.Debug, "{Engine} heard words that do not hold (confidence {Confidence:F2}, needed {Needed:F2}): noise or another language.")]
    internal static partial void Withheld(this ILogger logger, string engine, float confidence, double needed);

    [LoggerMessage(5202, LogLevel.Debug, "{Voice} made no sound for a text of {Characters} characters.")]
    internal static partial void NoSound(this ILogger logger, string voice, int characters);
}
