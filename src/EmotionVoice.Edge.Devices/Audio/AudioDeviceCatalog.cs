using EmotionVoice.Edge.Core.Capture;
using PortAudioSharp;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>The sound devices of this machine.</summary>
/// <param name="Devices">All of them; empty where there is no sound hardware, no sound server or no PortAudio.</param>
/// <param name="Problem">Why nothing could be listed, in words for people; null when the sound system answered.</param>
public sealed record AudioDeviceCatalog(IReadOnlyList<AudioDevice> Devices, string? Problem)
{
    // Looking takes up to a second; a sound server that is stopped never answers.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks the sound system. Never throws for one that is missing or doesn't answer. Takes up to a second, ten at worst.</summary>
    public static AudioDeviceCatalog Read()
    {
        Task<AudioDeviceCatalog> reading = SoundThread.RunAsync(() =>
        {
            try
            {
                using PortAudioLibrary library = PortAudioLibrary.Start();
                return new AudioDeviceCatalog(ReadDevices(), null);
            }
            catch (AudioDeviceException exception)
            {
                return new AudioDeviceCatalog([], exception.Message);
            }
        });
        return reading.Wait(s_patience)
            ? reading.Result
            : new AudioDeviceCatalog([], "The sound system doesn't answer: its server hangs or is stopped. Restart it, with: systemctl --user restart pipewire pipewire-pulse (or pulseaudio)");
    }

    /// <summary>The device that opening <paramref name="wanted"/> would take, or null.</summary>
    /// <param name="wanted">As in the settings: an index, a part of a name, or "default".</param>
    /// <param name="forInput">Whether it is to record; else it is to play.</param>
    public AudioDevice? Find(string? wanted, bool forInput) =>
        AudioDeviceChoice.Able(Devices, forInput) is { Count: > 0 } able ? AudioDeviceChoice.Find(able, wanted, forInput) : null;

    /// <summary>All devices. PortAudio has to be running. Used only on <see cref="SoundThread"/>.</summary>
    internal static IReadOnlyList<AudioDevice> ReadDevices()
    {
        int defaultInput = PortAudio.DefaultInputDevice;
        int defaultOutput = PortAudio.DefaultOutputDevice;
        List<AudioDevice> devices = [];
        for (int index = 0; index < PortAudio.DeviceCount; index++)
        {
            DeviceInfo info = PortAudio.GetDeviceInfo(index);
            devices.Add(new AudioDevice(
                index, info.name, info.maxInputChannels, info.maxOutputChannels, (int)Math.Round(info.defaultSampleRate),
                index == defaultInput, index == defaultOutput)
            {
                InputLatency = info.defaultHighInputLatency,
                OutputLatency = info.defaultHighOutputLatency,
            });
        }

        return devices;
    }
}
