namespace EmotionVoice.Edge.Api.Streams;

/// <summary>The newest samples of a stream. One thread writes, another may read.</summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class SoundRing(int capacity)
{
    private readonly Lock _lock = new();
    private readonly float[] _samples = new float[capacity];
    private long _written;

    /// <param name="samples">At most as many as are kept.</param>
    public void Write(ReadOnlySpan<float> samples)
    {
        lock (_lock)
        {
            int at = (int)(_written % capacity), first = Math.Min(samples.Length, capacity - at);
            samples[..first].CopyTo(_samples.AsSpan(at));
            samples[first..].CopyTo(_samples);
            _written += samples.Length;
        }
    }

    /// <summary>Copies samples of that position in the stream. False when they are not kept any more, or not yet there.</summary>
    public bool TryRead(long start, Span<float> into)
    {
        lock (_lock)
        {
            if (start < Math.Max(0, _written - capacity) || start + into.Length > _written)
                return false;
            int at = (int)(start % capacity), first = Math.Min(into.Length, capacity - at);
            _samples.AsSpan(at, first).CopyTo(into);
            _samples.AsSpan(0, into.Length - first).CopyTo(into[first..]);
            return true;
        }
    }
}
