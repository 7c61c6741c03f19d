using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Devices.Audio;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Listening to \"{Device}\" at {SampleRateHz} Hz, {Channels} channel(s)")]
    internal static partial void MicrophoneOpened(this ILogger logger, string device, int sampleRateHz, int channels);

    [LoggerMessage(2002, LogLevel.Warning, "{Milliseconds} ms of sound from \"{Device}\" were lost because this program was too slow to take them")]
    internal static partial void SoundLost(this ILogger logger, string device, long milliseconds);

    [LoggerMessage(2003, LogLevel.Information, "Playing on \"{Device}\" at {SampleRateHz} Hz, {Channels} channel(s), {LatencyMs} ms ahead")]
    internal static partial void SpeakerOpened(this ILogger logger, string device, int sampleRateHz, int channels, int latencyMs);

    [LoggerMessage(2004, LogLevel.Warning, "The sound system does not let go of \"{Device}\": its server hangs or is stopped. No other sound device can be opened before it answers. Restart it if it does not recover.")]
    internal static partial void DeviceNotClosed(this ILogger logger, string device);
}
