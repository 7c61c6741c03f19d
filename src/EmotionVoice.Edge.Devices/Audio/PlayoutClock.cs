namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>
/// Remembers when the samples that a device took will be audible, and so knows what has been heard. Times are the
/// device's own, in seconds.
/// </summary>
internal sealed class PlayoutClock(int sampleRateHz)
{
    // Buffers on their way; with 5 ms each still 1.3 s of latency.
    private const int Remembered = 256;

    private readonly Lock _lock = new();
    private readonly (double Audible, long First, int Count)[] _buffers = new (double, long, int)[Remembered];
    private long _noted;

    /// <summary>A buffer that the device took. Called by its thread; allocates nothing.</summary>
    /// <param name="audibleAt">When its first sample leaves the loudspeaker.</param>
    /// <param name="first">Position of its first sample.</param>
    /// <param name="count">How many samples it holds, silence after them left out.</param>
    internal void Note(double audibleAt, long first, int count)
    {
        lock (_lock)
            _buffers[_noted++ % Remembered] = (audibleAt, first, count);
    }

    /// <summary>How many buffers the device has taken.</summary>
    internal long Noted => Volatile.Read(ref _noted);

    /// <summary>Position of the next sample to be heard.</summary>
    internal long HeardAt(double time)
    {
        lock (_lock)
        {
            long oldest = Math.Max(0, _noted - Remembered);
            for (long i = _noted - 1; i >= oldest; i--)
            {
                (double audible, long first, int count) = _buffers[i % Remembered];
                if (audible <= time)
                    return first + (long)Math.Min(count, (time - audible) * sampleRateHz);
            }

            return _noted == 0 ? 0 : _buffers[oldest % Remembered].First;
        }
    }
}
