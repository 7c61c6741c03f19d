using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Capture;

/// <summary>
/// A microphone that beats with every frame. It stands next to the device, before anything that holds frames back on
/// purpose (mute, wake gate): those are no reason to think that capture hangs.
/// </summary>
public sealed class HeartbeatMicrophone(IMicrophone device, CaptureHeartbeat heartbeat) : IMicrophone
{
    public string Name => device.Name;

    public bool IsLive => device.IsLive;

    public bool InRealTime => device.InRealTime;

    public long DroppedFrames => device.DroppedFrames;

    public async IAsyncEnumerable<AudioFrame> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (AudioFrame frame in device.ListenAsync(cancellationToken))
        {
            heartbeat.Beat();
            yield return frame;
        }
    }
}
