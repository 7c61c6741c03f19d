using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Playback;

internal static partial class Log
{
    [LoggerMessage(2200, LogLevel.Warning, "The loudspeaker \"{Device}\" is lost and will be opened again as soon as it is back. {Error}")]
    internal static partial void SpeakerLost(this ILogger logger, string device, string error);

    [LoggerMessage(2201, LogLevel.Information, "The loudspeaker \"{Device}\" is back after {Seconds:F1} s")]
    internal static partial void SpeakerBack(this ILogger logger, string device, double seconds);

    [LoggerMessage(2202, LogLevel.Warning, "\"{Device}\" stands in for the loudspeaker \"{Wanted}\"")]
    internal static partial void SpeakerStandsIn(this ILogger logger, string device, string wanted);

    [LoggerMessage(2203, LogLevel.Error, "The loudspeaker can't be opened any more because of a defect of the program.")]
    internal static partial void SpeakerGivenUp(this ILogger logger, Exception exception);
}
