using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Capture;

/// <summary>Whether the microphone is off. Any thread.</summary>
public sealed class MuteSwitch
{
    private volatile bool _muted;

    public bool IsMuted
    {
        get => _muted;
        set => _muted = value;
    }
}

/// <summary>
/// A microphone that can be muted: from then on nothing that it hears leaves Capture. What follows at once is made-up
/// silence, so that an utterance in progress ends as any other does; then no frames at all. The device stays open and
/// its frames are dropped; audio time stands still meanwhile, so that <see cref="AudioFrame.Start"/> stays continuous.
/// </summary>
public sealed class MutableMicrophone(IMicrophone inner, MuteSwitch mute) : IMicrophone
{
    /// <summary>Longer than any silence that ends a turn (EndpointingOptions.Silence is at most 5 s).</summary>
    public static readonly TimeSpan Fading = TimeSpan.FromSeconds(6);

    private static readonly float[] s_silence = new float[AudioFormat.FrameSamples];

    public string Name => inner.Name;

    public bool IsLive => inner.IsLive;

    public bool InRealTime => inner.InRealTime;

    public long DroppedFrames => inner.DroppedFrames;

    public async IAsyncEnumerable<AudioFrame> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long start = -1;
        long expected = 0;
        long silent = 0;
        await foreach (AudioFrame frame in inner.ListenAsync(cancellationToken))
        {
            // What the device lost stays a gap; what is muted doesn't become one.
            start = start < 0 ? frame.Start : start + (frame.Start - expected);
            expected = frame.End;
            if (!mute.IsMuted)
            {
                silent = 0;
                yield return frame with { Start = start };
            }
            else if (silent < AudioFormat.Samples(Fading))
            {
                silent += frame.Samples.Length;
                yield return new AudioFrame(s_silence.AsMemory(0, Math.Min(s_silence.Length, frame.Samples.Length)), start);
            }
            else
            {
                continue;
            }

            start += frame.Samples.Length;
        }
    }
}
