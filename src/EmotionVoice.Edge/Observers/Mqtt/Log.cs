using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Observers.Mqtt;

internal static partial class Log
{
    [LoggerMessage(8000, LogLevel.Information, "The MQTT broker {Broker} is connected ({Protocol}).")]
    internal static partial void Connected(this ILogger logger, string broker, string protocol);

    [LoggerMessage(8001, LogLevel.Warning, "The MQTT broker {Broker} is away: {Reason} Messages are kept and it is tried again.")]
    internal static partial void Away(this ILogger logger, string broker, string reason);

    [LoggerMessage(8002, LogLevel.Information, "The MQTT broker {Broker} is back after {Seconds:F0} s ({Protocol}); {Dropped} messages were dropped meanwhile.")]
    internal static partial void Back(this ILogger logger, string broker, double seconds, string protocol, long dropped);

    [LoggerMessage(8003, LogLevel.Error, "The MQTT broker {Broker} refuses this device: {Reason}. Check Mqtt:UserName, the password, and the broker's rules. It is tried again, ever more rarely.")]
    internal static partial void Refused(this ILogger logger, string broker, string reason);

    [LoggerMessage(8004, LogLevel.Warning, "The MQTT broker doesn't accept messages on {Topic} ({Reason}); they are lost.")]
    internal static partial void NotAccepted(this ILogger logger, string topic, string reason);

    [LoggerMessage(8005, LogLevel.Error, "The command {Command} failed.")]
    internal static partial void CommandFailed(this ILogger logger, Exception exception, string command);

    [LoggerMessage(8006, LogLevel.Error, "MQTT is off because its library is missing; everything else works. Install it, on Debian with: sudo apt install libmosquitto1")]
    internal static partial void LibraryMissing(this ILogger logger);

    [LoggerMessage(8007, LogLevel.Debug, "Attempt to connect to the MQTT broker failed: {Reason} Next in {Seconds:F1} s.")]
    internal static partial void AttemptFailed(this ILogger logger, string reason, double seconds);

    [LoggerMessage(8008, LogLevel.Warning, "The health of the device could not be read.")]
    internal static partial void HealthFailed(this ILogger logger, Exception exception);
}
