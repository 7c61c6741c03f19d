using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Echo;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Devices.Audio;
using EmotionVoice.Edge.Devices.Simulated;
using EmotionVoice.Edge.Engines.Echo;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Composition;

/// <summary>From the settings' words to devices. Real ones are waited for when the settings say so; recordings never go away.</summary>
internal sealed class AudioDevices(
    AudioOptions options, RecoveryOptions recovery, UtteranceSegmenter segmenter, CaptureHeartbeat heartbeat, ConversationEvents events, TimeProvider clock, ILoggerFactory logs, EchoOptions echo, PlayedSound played,
    Func<IWakeGate> gate)
{
    public IMicrophone Microphone()
    {
        if (Files(options.Microphone) is { } files)
            return new WavMicrophone(
                Enumerable.Repeat(files, options.Repeat).SelectMany(list => list),
                new WavMicrophoneOptions { Pace = PaceOf(options), Pause = options.PauseBetween, TrailingSilence = options.PauseBetween },
                clock);
        string? device = Device(options.Microphone);
        if (!options.WaitForDevices)
            return Live(device);
        return new ResilientMicrophone(
            () => Live(device), device is null ? null : () => Live(null), recovery, Backoff(), IsQuiet, () => gate().AtRest, events, clock, logs.CreateLogger<ResilientMicrophone>());
    }

    /// <summary>The microphone without the device's own voice, where both are real and the library is there; else as it is.</summary>
    public IMicrophone WithoutEcho(IMicrophone microphone)
    {
        if (options.Duplex == AudioDuplex.Half || !microphone.IsLive || options.Speaker == "none" || Files(options.Speaker) is not null)
            return microphone;
        try
        {
            return new EchoCancellingMicrophone(microphone, played, new SpeexEchoCanceller(echo), logs.CreateLogger<EchoCancellingMicrophone>());
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            logs.CreateLogger<AudioDevices>().EchoStays(e);
            return microphone;
        }
    }

    public ISpeaker Speaker()
    {
        if (options.Speaker == "none")
            return new WavSpeaker("/dev/null", pace: PaceOf(options), time: clock);
        if (Files(options.Speaker) is [var file, ..])
            return new WavSpeaker(file, pace: PaceOf(options), time: clock);
        string? device = Device(options.Speaker);
        if (!options.WaitForDevices)
            return LiveSpeaker(device);
        return new ResilientSpeaker(
            () => LiveSpeaker(device), device is null ? null : () => LiveSpeaker(null), recovery, Backoff(), events, clock, logs.CreateLogger<ResilientSpeaker>());
    }

    private PortAudioMicrophone Live(string? device)
    {
        // Waiting for a lost device is no reason for the watchdog to bite.
        heartbeat.Beat();
        return new PortAudioMicrophone(device, isQuiet: IsQuiet, time: clock, logger: logs.CreateLogger<PortAudioMicrophone>());
    }

    private PortAudioSpeaker LiveSpeaker(string? device) => new(device, time: clock, logger: logs.CreateLogger<PortAudioSpeaker>(), played: played);

    private bool IsQuiet() => !segmenter.InUtterance;

    private BackoffPolicy Backoff() => new(recovery, Random.Shared);

    private static string[]? Files(string setting) => setting.StartsWith(AudioOptions.WavPrefix, StringComparison.Ordinal)
        ? setting[AudioOptions.WavPrefix.Length..].Split(';', StringSplitOptions.RemoveEmptyEntries)
        : null;

    private static string? Device(string setting) => setting.Equals("default", StringComparison.OrdinalIgnoreCase) ? null : setting;

    private static Pace PaceOf(AudioOptions options) => options.RealTime ? Pace.RealTime : Pace.AsFastAsPossible;
}
