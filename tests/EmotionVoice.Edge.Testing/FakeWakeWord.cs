using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Wake;

namespace EmotionVoice.Edge.Testing;

/// <summary>Hears its word at given audio times: with the frame that holds one, or so many samples later.</summary>
public sealed class FakeWakeWord(params long[] wordEnds) : IWakeWordDetector
{
    public string Word => "computer";

    /// <summary>Samples after the word's end at which the detector is sure; negative: before its end.</summary>
    public long Latency { get; init; }

    public bool IsDisposed { get; private set; }

    public WakeHit? Hear(in AudioFrame frame)
    {
        foreach (long end in wordEnds)
        {
            if (end + Latency >= frame.Start && end + Latency < frame.End)
                return new WakeHit(0.8f, end);
        }

        return null;
    }

    public void Reset()
    {
    }

    public void Dispose() => IsDisposed = true;
}
