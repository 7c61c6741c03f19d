namespace EmotionVoice.Edge.Core.Echo;

/// <summary>Takes the device's own voice out of what the microphone hears. Keeps state from frame to frame; used only by the listening loop.</summary>
public interface IEchoCanceller : IDisposable
{
    /// <summary>Longest time after a played sample at which its echo can still be taken out, in samples at 16 kHz.</summary>
    int TailSamples { get; }

    /// <summary>Takes the echo out of one frame.</summary>
    /// <param name="recorded">[512] at 16 kHz.</param>
    /// <param name="played">[512] what was played then; its echo comes in the same frame or within the tail after it.</param>
    /// <param name="output">[512] what is left; may be late by less than a frame.</param>
    void Cancel(ReadOnlySpan<float> recorded, ReadOnlySpan<float> played, Span<float> output);

    /// <summary>Forgets the room.</summary>
    void Reset();
}
