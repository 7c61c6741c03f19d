using System.Globalization;
using EmotionVoice.Edge.Core.Capture;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>Finds the device that the configuration means.</summary>
internal static class AudioDeviceChoice
{
    /// <param name="devices">What there is.</param>
    /// <param name="wanted">An index, a part of a name (the whole name wins), or "default" or nothing for the system's default.</param>
    /// <param name="forInput">Whether it is to record; else it is to play.</param>
    /// <exception cref="AudioDeviceException">There is no such device.</exception>
    internal static AudioDevice Choose(IReadOnlyList<AudioDevice> devices, string? wanted, bool forInput)
    {
        string kind = forInput ? "microphone" : "loudspeaker";
        List<AudioDevice> able = Able(devices, forInput);
        if (able.Count == 0)
            throw new AudioDeviceException($"No {kind} was found: this machine has no sound device, or no sound server runs for this user. Connect one, or see `emotionvoice devices`.");

        return Find(able, wanted, forInput) ?? throw new AudioDeviceException(
            $"No {kind} is called \"{wanted}\". There are: {string.Join(", ", able.Select(device => $"{device.Index} \"{device.Name}\""))}. Choose one of these in the configuration.");
    }

    /// <summary>Those that can record, or play.</summary>
    internal static List<AudioDevice> Able(IReadOnlyList<AudioDevice> devices, bool forInput) =>
        [.. devices.Where(device => (forInput ? device.InputChannels : device.OutputChannels) > 0)];

    internal static AudioDevice? Find(List<AudioDevice> able, string? wanted, bool forInput)
    {
        if (string.IsNullOrWhiteSpace(wanted) || wanted.Equals("default", StringComparison.OrdinalIgnoreCase))
            return able.Find(device => forInput ? device.IsDefaultInput : device.IsDefaultOutput) ?? able[0];
        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return able.Find(device => device.Index == index);
        return able.Find(device => device.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? able.Find(device => device.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase));
    }
}
