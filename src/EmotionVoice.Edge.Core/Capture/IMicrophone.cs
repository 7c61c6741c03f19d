using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Capture;

/// <summary>A source of 16 kHz mono frames.</summary>
public interface IMicrophone
{
    /// <summary>What a person calls it: a device name or a file name.</summary>
    string Name { get; }

    /// <summary>
    /// True for a device: sound goes on whether or not anybody listens. False for a recording, which waits for its
    /// listener, so that turns are taken one after the other and nothing is lost.
    /// </summary>
    bool IsLive { get; }

    /// <summary>Whether frames come as fast as they were spoken, so that work can go on between them.</summary>
    bool InRealTime => IsLive;

    /// <summary>Frames lost because the listener was too slow, since capture began.</summary>
    long DroppedFrames { get; }

    /// <summary>
    /// Opens the source and yields frames whose <see cref="AudioFrame.Start"/> is continuous, until the end of a
    /// recording. Where it jumps forward, sound is missing, as after the device was away.
    /// </summary>
    /// <exception cref="AudioDeviceException">The device can't be opened, or is lost.</exception>
    IAsyncEnumerable<AudioFrame> ListenAsync(CancellationToken cancellationToken);
}
