using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Devices.Button;

internal static partial class Log
{
    [LoggerMessage(2250, LogLevel.Information, "The button at {Button} is ready.")]
    internal static partial void ButtonReady(this ILogger logger, string button);

    [LoggerMessage(2251, LogLevel.Warning, "There is no button at {Button}, all else works: {Problem} Check the settings under Button, and the access to /dev/gpiochip* (group gpio).")]
    internal static partial void NoButton(this ILogger logger, string button, string problem);

    [LoggerMessage(2252, LogLevel.Warning, "There are no keys to press: standard input is not a terminal.")]
    internal static partial void NoKeys(this ILogger logger);
}
