using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>Turns what lies in the ring into frames at 16 kHz. Used only by the listener.</summary>
internal sealed class FrameReader
{
    private const int BlockSamples = 1024;

    private readonly CaptureRing _ring;
    private readonly PolyphaseResampler _resampler;
    private readonly float[] _input = new float[BlockSamples];
    private readonly float[] _resampled; // [_from, _to) waits
    private int _from;
    private int _to;
    private float[] _frame = new float[AudioFormat.FrameSamples];
    private int _filled;
    private long _start;
    private long _lostBefore;

    internal FrameReader(CaptureRing ring, int sampleRateHz)
    {
        _ring = ring;
        _resampler = new PolyphaseResampler(sampleRateHz, AudioFormat.SampleRateHz);
        _resampled = new float[_resampler.MaxOutput(BlockSamples)];
    }

    /// <summary>The next frame, if enough sound is there for it.</summary>
    internal bool TryRead(out AudioFrame frame)
    {
        while (_filled < _frame.Length)
        {
            if (_from == _to && !Refill())
            {
                frame = default;
                return false;
            }

            int count = Math.Min(_to - _from, _frame.Length - _filled);
            _resampled.AsSpan(_from, count).CopyTo(_frame.AsSpan(_filled));
            _from += count;
            _filled += count;
        }

        frame = new AudioFrame(_frame, _start);
        _start += _frame.Length;
        _frame = new float[AudioFormat.FrameSamples]; // the old one belongs to the frame
        _filled = 0;
        return true;
    }

    /// <summary>Samples at 16 kHz lost since the last call.</summary>
    internal long TakeLostSamples()
    {
        long lost = _ring.Lost - _lostBefore;
        _lostBefore = _ring.Lost;
        return lost * AudioFormat.SampleRateHz / _resampler.InputRateHz;
    }

    private bool Refill()
    {
        int read = _ring.Read(_input);
        _from = 0;
        _to = _resampler.Process(_input.AsSpan(0, read), _resampled);
        return read > 0;
    }
}
