namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>A sound device as PortAudio sees it.</summary>
/// <param name="Index">Its number, valid until devices come or go.</param>
/// <param name="Name">What the sound system calls it.</param>
/// <param name="InputChannels">Channels it can record; 0 when it can't.</param>
/// <param name="OutputChannels">Channels it can play; 0 when it can't.</param>
/// <param name="SampleRateHz">The rate that it prefers.</param>
/// <param name="IsDefaultInput">Whether recording uses it unless told otherwise.</param>
/// <param name="IsDefaultOutput">Whether playing uses it unless told otherwise.</param>
public sealed record AudioDevice(
    int Index, string Name, int InputChannels, int OutputChannels, int SampleRateHz, bool IsDefaultInput, bool IsDefaultOutput)
{
    /// <summary>Seconds from the microphone's membrane to the program, on the safe side.</summary>
    internal double InputLatency { get; init; }

    /// <summary>Seconds from the program to the loudspeaker, on the safe side.</summary>
    internal double OutputLatency { get; init; }
}
