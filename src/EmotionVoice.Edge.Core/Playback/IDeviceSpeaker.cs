using EmotionVoice.Edge.Core.Capture;

namespace EmotionVoice.Edge.Core.Playback;

/// <summary>A speaker on a device that can go away.</summary>
public interface IDeviceSpeaker : ISpeaker
{
    /// <summary>Completes when the device that was opened last is lost; what waits in <see cref="ISpeaker.EnqueueAsync"/> or <see cref="ISpeaker.DrainAsync"/> fails.</summary>
    Task<AudioDeviceException> Lost { get; }
}
