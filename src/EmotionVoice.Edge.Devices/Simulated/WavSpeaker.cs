using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Playback;

namespace EmotionVoice.Edge.Devices.Simulated;

/// <summary>
/// Plays into a WAV file. Gaps within a reply are kept as they would be heard; the silence between replies is left out.
/// </summary>
public sealed class WavSpeaker : ISpeaker
{
    private const int BlockSamples = 4096;
    private static readonly TimeSpan QueueDuration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private readonly Pace _pace;
    private readonly TimeProvider _time;
    private readonly PlayoutQueue _queue;
    private readonly float[] _block = new float[BlockSamples];
    private readonly Lock _playing = new();
    private readonly Lock _counting = new(); // a fade either drops a whole sound or none of it
    private WavWriter? _writer;
    private ITimer? _clock;
    private long _opened;  // timestamp
    private long _played;  // samples since then, silence included
    private long _enqueued;

    /// <param name="path">The file; an existing one is replaced when the speaker opens.</param>
    /// <param name="sampleRateHz">Rate of the samples handed in and of the file.</param>
    /// <param name="pace">By the clock, or as fast as samples come.</param>
    /// <param name="time">The clock of <see cref="Pace.RealTime"/>.</param>
    public WavSpeaker(string path, int sampleRateHz = 24_000, Pace pace = Pace.RealTime, TimeProvider? time = null)
    {
        Name = path;
        SampleRateHz = sampleRateHz;
        _pace = pace;
        _time = time ?? TimeProvider.System;
        _queue = new PlayoutQueue(sampleRateHz, QueueDuration);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int SampleRateHz { get; }

    /// <inheritdoc/>
    public long EnqueuedSamples => Volatile.Read(ref _enqueued);

    /// <inheritdoc/>
    public long HeardSamples => _queue.TakenSamples;

    /// <inheritdoc/>
    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_writer is not null)
            return ValueTask.CompletedTask;
        try
        {
            _writer = new WavWriter(new FileStream(Name, FileMode.Create, FileAccess.ReadWrite, FileShare.Read), SampleRateHz);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AudioDeviceException($"The answer can't be written to {Name}: {exception.Message} Choose another file.", exception);
        }

        _opened = _time.GetTimestamp();
        if (_pace == Pace.RealTime)
            _clock = _time.CreateTimer(_ => PlayDue(_writer), null, Tick, Tick);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask EnqueueAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        WavWriter writer = _writer ?? throw new AudioDeviceException("The loudspeaker has not been opened.");
        int epoch;
        lock (_counting)
        {
            epoch = _queue.Epoch;
            Volatile.Write(ref _enqueued, _enqueued + samples.Length);
        }

        if (_pace == Pace.RealTime)
        {
            await _queue.EnqueueAsync(samples, epoch, cancellationToken);
            return;
        }

        for (; !samples.IsEmpty; samples = samples[Math.Min(BlockSamples, samples.Length)..])
        {
            int count = Math.Min(BlockSamples, samples.Length);
            await _queue.EnqueueAsync(samples[..count], epoch, cancellationToken);
            Play(writer, count);
        }
    }

    /// <inheritdoc/>
    public Task DrainAsync(CancellationToken cancellationToken) => _queue.DrainedAsync(cancellationToken);

    /// <inheritdoc/>
    public void Silence(TimeSpan fade)
    {
        lock (_counting)
            Volatile.Write(ref _enqueued, _queue.FadeOutAndClear(fade));
    }

    /// <inheritdoc/>
    public void Hold(TimeSpan fade) => _queue.Hold(fade);

    /// <inheritdoc/>
    public void Release() => _queue.Release();

    /// <summary>Ends the file. What is still in the queue isn't played any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_clock is not null)
            await _clock.DisposeAsync(); // waits for a tick that is under way
        _queue.Fail(new AudioDeviceException("The loudspeaker has been closed."));
        _writer?.Dispose();
        _writer = null;
    }

    private void PlayDue(WavWriter writer)
    {
        // A tick that comes while the last one still writes has nothing to do: the next makes up for it.
        if (!_playing.TryEnter())
            return;
        try
        {
            long due = (long)(_time.GetElapsedTime(_opened).TotalSeconds * SampleRateHz);
            for (int count; _played < due; _played += count)
            {
                count = (int)Math.Min(BlockSamples, due - _played);
                Play(writer, count);
            }
        }
        catch (IOException exception)
        {
            _queue.Fail(new AudioDeviceException($"The answer can't be written to {Name} any more: {exception.Message} Free some space, or choose another file.", exception));
        }
        finally
        {
            _playing.Exit();
        }
    }

    private void Play(WavWriter writer, int count)
    {
        bool withinReply = _queue.IsReplyOpen;
        int taken = _queue.Read(_block.AsSpan(0, count));
        writer.Write(_block.AsSpan(0, withinReply ? count : taken));
    }
}
