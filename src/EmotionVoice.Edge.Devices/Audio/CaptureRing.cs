using System.Numerics;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>
/// Carries mono samples from the device's callback to one reader. The writer never waits: a reader that falls behind
/// loses the oldest samples, and learns how many.
/// </summary>
internal sealed class CaptureRing
{
    // The writer may be overwriting this many of the oldest samples while the reader looks.
    private const int Guard = 1024;

    private readonly float[] _samples;
    private readonly int _mask;
    private long _written; // set by the writer
    private long _read;    // used only by the reader

    /// <param name="capacity">Samples that it holds at least.</param>
    internal CaptureRing(int capacity)
    {
        _samples = new float[BitOperations.RoundUpToPowerOf2((uint)(capacity + Guard))];
        _mask = _samples.Length - 1;
    }

    /// <summary>How many samples have been written in all.</summary>
    internal long Written => Volatile.Read(ref _written);

    /// <summary>How many samples the reader has lost in all.</summary>
    internal long Lost { get; private set; }

    /// <summary>Mixes the channels to mono and adds them. Called by the device's thread; allocates nothing.</summary>
    /// <param name="interleaved">[frames, channels]</param>
    /// <param name="channels">Channels of a frame.</param>
    internal void Write(ReadOnlySpan<float> interleaved, int channels)
    {
        float scale = 1f / channels;
        long at = _written;
        for (int start = 0; start < interleaved.Length; start += channels)
        {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++)
                sum += interleaved[start + channel];
            _samples[at++ & _mask] = sum * scale;
            if (at - _written == Guard)
                Volatile.Write(ref _written, at);
        }

        Volatile.Write(ref _written, at);
    }

    /// <summary>Takes the oldest samples that are still there.</summary>
    /// <returns>How many; 0 when there are none.</returns>
    internal int Read(Span<float> output)
    {
        while (true)
        {
            SkipOverwritten();
            int count = (int)Math.Min(output.Length, Written - _read);
            for (int i = 0; i < count; i++)
                output[i] = _samples[(_read + i) & _mask];

            // The copy has to be complete before it is asked whether it was overtaken.
            Interlocked.MemoryBarrier();
            if (_read >= Written + Guard - _samples.Length)
            {
                _read += count;
                return count;
            }
        }
    }

    private void SkipOverwritten()
    {
        long oldest = Written + Guard - _samples.Length;
        if (_read >= oldest)
            return;

        // Some slack, so that the very next buffer doesn't overtake the reader again.
        long next = oldest + _samples.Length / 4;
        Lost += next - _read;
        _read = next;
    }
}
