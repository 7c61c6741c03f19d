namespace EmotionVoice.Edge.Core.Playback;

/// <summary>
/// What the loudspeaker is given, sample by sample, silence included: after volume, fades and resampling, at the device's
/// own rate. Devices write, one reader reads.
/// </summary>
public sealed class PlayedSound
{
    private const int Seconds = 4;

    private readonly Lock _lock = new();
    private Device? _current; // the one that began to play last
    private bool _restarted;

    /// <summary>A device that is about to play. It counts once it does: one that can't be opened takes nothing from the present one.</summary>
    public Device Begin(int sampleRateHz) => new(this, sampleRateHz);

    /// <summary>Takes what was played since the last call, oldest first. Used only by the listening loop.</summary>
    /// <param name="samples">As many as fit are copied here; call again while it comes back full.</param>
    /// <param name="sampleRateHz">Their rate; 0 while nothing has been played.</param>
    /// <param name="restarted">True when these don't follow the last ones: another device, or the reader was too slow.</param>
    public int Read(Span<float> samples, out int sampleRateHz, out bool restarted)
    {
        lock (_lock)
        {
            (restarted, _restarted) = (_restarted, false);
            sampleRateHz = _current?.SampleRateHz ?? 0;
            return _current?.Take(samples) ?? 0;
        }
    }

    /// <summary>One device's sound.</summary>
    public sealed class Device
    {
        private readonly PlayedSound _owner;
        private readonly float[] _ring;
        private long _written;
        private long _read;

        internal Device(PlayedSound owner, int sampleRateHz)
        {
            _owner = owner;
            SampleRateHz = sampleRateHz;
            _ring = new float[Seconds * sampleRateHz];
        }

        public int SampleRateHz { get; }

        /// <summary>Called by the device's thread; allocates nothing and waits only for copies.</summary>
        public void Add(ReadOnlySpan<float> samples)
        {
            lock (_owner._lock)
            {
                if (_written == 0 && !samples.IsEmpty)
                {
                    _owner._current = this;
                    _owner._restarted = true;
                }

                for (int i = 0; i < samples.Length; i++)
                    _ring[(_written + i) % _ring.Length] = samples[i];
                _written += samples.Length;
                if (_written - _read > _ring.Length)
                {
                    _read = _written;
                    _owner._restarted |= _owner._current == this;
                }
            }
        }

        internal int Take(Span<float> samples)
        {
            int count = (int)Math.Min(samples.Length, _written - _read);
            for (int i = 0; i < count; i++)
                samples[i] = _ring[(_read + i) % _ring.Length];
            _read += count;
            return count;
        }
    }
}
