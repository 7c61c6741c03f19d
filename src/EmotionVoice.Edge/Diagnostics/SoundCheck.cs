using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Echo;
using EmotionVoice.Edge.Devices.Audio;
using EmotionVoice.Edge.Engines.Echo;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>Something to hear with and something to speak with, and the right to use both.</summary>
internal sealed class SoundCheck(SystemFiles files, IServiceProvider services) : IDoctorCheck
{
    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        AudioOptions options = services.GetService<AudioOptions>() ?? new AudioOptions();
        AudioDeviceCatalog catalog = AudioDeviceCatalog.Read();
        return Task.FromResult<IReadOnlyList<CheckResult>>(
        [
            Judge("microphone", options.Microphone, catalog.Find(options.Microphone, forInput: true), catalog.Problem),
            Judge("loudspeaker", options.Speaker, catalog.Find(options.Speaker, forInput: false), catalog.Problem),
            Permission(files),
            Echo(options),
        ]);
    }

    internal static CheckResult Judge(string check, string setting, AudioDevice? device, string? problem)
    {
        if (IsSimulated(setting))
            return CheckResult.NotApplicable(check, $"the settings say {setting}");
        if (device is not null)
            return CheckResult.Ok(check, $"{device.Name}, {device.SampleRateHz} Hz");
        return setting.Equals("default", StringComparison.OrdinalIgnoreCase)
            ? CheckResult.Warn(check, problem ?? "none was found; as a service the daemon waits for one, started by hand it hears a recording and writes its answer to a file",
                "Connect one, or start a sound server: systemctl --user start pipewire pipewire-pulse (or pulseaudio --start). Then: emotionvoice devices")
            : CheckResult.Fail(check, $"none is called \"{setting}\"", "Choose one that is there: emotionvoice devices");
    }

    private static CheckResult Echo(AudioOptions options)
    {
        const string check = "echo";
        if (options.Duplex == AudioDuplex.Half)
            return CheckResult.NotApplicable(check, "Audio:Duplex is Half: it does not listen while it speaks");
        try
        {
            new SpeexEchoCanceller(new EchoOptions()).Dispose();
            return CheckResult.Ok(check, "its own voice is taken out of what it hears (libspeexdsp)");
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            return CheckResult.Warn(check, "libspeexdsp is missing, so it does not listen while it speaks", "sudo apt install libspeexdsp1");
        }
    }

    /// <summary>Whether a setting means a recording, a file or nothing rather than a device.</summary>
    internal static bool IsSimulated(string setting) => setting == "none" || setting.StartsWith(AudioOptions.WavPrefix, StringComparison.Ordinal);

    internal static CheckResult Permission(SystemFiles files)
    {
        IReadOnlyList<string> cards = files.Find("/dev/snd", "pcm*");
        if (cards.Count == 0)
            return CheckResult.NotApplicable("sound permission", "this machine has no sound card of its own");
        return cards.All(files.CanOpen)
            ? CheckResult.Ok("sound permission", $"{cards.Count} devices in /dev/snd can be opened")
            : CheckResult.Warn("sound permission", "this user may not open the sound card", "sudo usermod -aG audio $(id -un), then log in again; a sound server needs no such right");
    }
}
