using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Devices.Audio;
using EmotionVoice.Edge.Devices.Simulated;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Composition;

/// <summary>From the settings' words to devices.</summary>
internal static class AudioDevices
{
    public static IMicrophone Microphone(AudioOptions options, TimeProvider clock, ILoggerFactory logs)
    {
        if (Files(options.Microphone) is { } files)
            return new WavMicrophone(
                Enumerable.Repeat(files, options.Repeat).SelectMany(list => list),
                new WavMicrophoneOptions { Pace = PaceOf(options), Pause = options.PauseBetween, TrailingSilence = options.PauseBetween },
                clock);
        return new PortAudioMicrophone(Device(options.Microphone), time: clock, logger: logs.CreateLogger<PortAudioMicrophone>());
    }

    public static ISpeaker Speaker(AudioOptions options, TimeProvider clock, ILoggerFactory logs) => options.Speaker switch
    {
        "none" => new WavSpeaker("/dev/null", pace: PaceOf(options), time: clock),
        _ when Files(options.Speaker) is [var file, ..] => new WavSpeaker(file, pace: PaceOf(options), time: clock),
        _ => new PortAudioSpeaker(Device(options.Speaker), time: clock, logger: logs.CreateLogger<PortAudioSpeaker>()),
    };

    private static string[]? Files(string setting) => setting.StartsWith(AudioOptions.WavPrefix, StringComparison.Ordinal)
        ? setting[AudioOptions.WavPrefix.Length..].Split(';', StringSplitOptions.RemoveEmptyEntries)
        : null;

    private static string? Device(string setting) => setting.Equals("default", StringComparison.OrdinalIgnoreCase) ? null : setting;

    private static Pace PaceOf(AudioOptions options) => options.RealTime ? Pace.RealTime : Pace.AsFastAsPossible;
}
