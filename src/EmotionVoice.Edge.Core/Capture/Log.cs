using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Capture;

internal static partial class Log
{
    [LoggerMessage(2100, LogLevel.Warning, "The microphone \"{Device}\" is lost and will be opened again as soon as it is back. {Error}")]
    internal static partial void MicrophoneLost(this ILogger logger, string device, string error);

    [LoggerMessage(2101, LogLevel.Information, "The microphone \"{Device}\" is back after {Seconds:F1} s")]
    internal static partial void MicrophoneBack(this ILogger logger, string device, double seconds);

    [LoggerMessage(2102, LogLevel.Warning, "\"{Device}\" stands in for the microphone \"{Wanted}\"")]
    internal static partial void MicrophoneStandsIn(this ILogger logger, string device, string wanted);
}
