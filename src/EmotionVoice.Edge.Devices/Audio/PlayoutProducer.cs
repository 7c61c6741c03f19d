using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Playback;

namespace EmotionVoice.Edge.Devices.Audio;

/// <summary>Brings samples of the caller's rate to that of the device and into its queue. One caller at a time.</summary>
internal sealed class PlayoutProducer
{
    private const int BlockSamples = 2048;

    private readonly PlayoutQueue _queue;
    private readonly PolyphaseResampler _resampler;
    private readonly float[] _block;
    private readonly Lock _lock = new(); // a fade either drops a whole sound or none of it
    private long _enqueued;
    private int _epoch;

    internal PlayoutProducer(PlayoutQueue queue, int sampleRateHz)
    {
        _queue = queue;
        _resampler = new PolyphaseResampler(sampleRateHz, queue.SampleRateHz);
        _block = new float[Math.Max(_resampler.MaxOutput(BlockSamples), _resampler.MaxFlush)];
        _epoch = queue.Epoch;
    }

    /// <summary>Samples handed in and not dropped by a fade, at the caller's rate.</summary>
    internal long EnqueuedSamples => Volatile.Read(ref _enqueued);

    /// <summary>A position of the device at the caller's rate.</summary>
    internal long FromDevice(long samples) =>
        Math.Min(EnqueuedSamples, ToCaller(samples));

    internal async ValueTask EnqueueAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        int epoch;
        lock (_lock)
        {
            epoch = Begin();
            Volatile.Write(ref _enqueued, _enqueued + samples.Length);
        }

        while (!samples.IsEmpty && epoch == _queue.Epoch)
        {
            int count = Math.Min(samples.Length, BlockSamples);
            int made = _resampler.Process(samples.Span[..count], _block);
            await _queue.EnqueueAsync(_block.AsMemory(0, made), epoch, cancellationToken);
            samples = samples[count..];
        }
    }

    /// <summary>Adds what the resampler still holds back: nothing more of this reply comes.</summary>
    internal ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        int epoch = Begin();
        int made = _resampler.Flush(_block);
        return _queue.EnqueueAsync(_block.AsMemory(0, made), epoch, cancellationToken);
    }

    /// <summary>Fades out; what was not taken by then was not handed in.</summary>
    internal void Silence(TimeSpan fade)
    {
        lock (_lock)
            Volatile.Write(ref _enqueued, Math.Min(_enqueued, ToCaller(_queue.FadeOutAndClear(fade))));
    }

    private long ToCaller(long deviceSamples) => deviceSamples * _resampler.InputRateHz / _resampler.OutputRateHz;

    // After a fade the resampler holds the end of words that nobody is to hear.
    private int Begin()
    {
        int epoch = _queue.Epoch;
        if (epoch != _epoch)
            _resampler.Reset();
        return _epoch = epoch;
    }
}
