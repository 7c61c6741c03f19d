using System.Diagnostics.CodeAnalysis;

namespace EmotionVoice.Edge.Core.Playback;

/// <summary>
/// Samples on their way to a loudspeaker: one producer at a time fills it, the device's callback empties it.
/// A reply is open from its first sample until <see cref="DrainedAsync"/> or <see cref="FadeOutAndClear"/>; when the
/// queue runs empty within it, that is an underrun.
/// </summary>
/// <remarks>
/// Safe for threads. <see cref="Read"/> allocates nothing and waits only for copies of a few thousand samples.
/// Samples are mono float32 at <see cref="SampleRateHz"/>; positions count samples since construction, silence left out.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "Playout queue is the field's word; it is a queue of samples.")]
public sealed class PlayoutQueue
{
    /// <summary>A fade longer than this would be heard as talking on.</summary>
    public static readonly TimeSpan LongestFade = TimeSpan.FromMilliseconds(50);

    // How far back a word's beginning is looked for after a hold; so much played sound is kept.
    private static readonly TimeSpan s_back = TimeSpan.FromMilliseconds(250);

    // Samples copied under one lock: a few microseconds.
    private const int CopySamples = 4096;

    private readonly Lock _lock = new();
    private readonly float[] _ring;
    private readonly int _capacity;
    private readonly int _back;
    private long _enqueued;         // position after the newest sample in the ring
    private long _taken;            // position of the next sample to take
    private long _replyStart;       // position of the reply's first sample
    private bool _replyOpen;
    private bool _starved;          // inside an underrun
    private bool _held;
    private int _fade;              // samples of the hold's ramp
    private int _faded;             // of them taken
    private int _epoch;
    private Exception? _failure;
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _drained;

    /// <param name="sampleRateHz">Rate of the samples.</param>
    /// <param name="capacity">How much sound fits; more makes the producer wait.</param>
    public PlayoutQueue(int sampleRateHz, TimeSpan capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(capacity, TimeSpan.Zero);
        SampleRateHz = sampleRateHz;
        _capacity = Math.Max(1, checked((int)(capacity.TotalSeconds * sampleRateHz)));
        _back = (int)(s_back.TotalSeconds * sampleRateHz);
        _ring = new float[_capacity + _back];
    }

    /// <summary>Rate of the samples.</summary>
    public int SampleRateHz { get; }

    /// <summary>Samples that wait.</summary>
    public int QueuedSamples
    {
        get { lock (_lock) return (int)(_enqueued - _taken); }
    }

    /// <summary>Position: how many samples the device has taken.</summary>
    public long TakenSamples
    {
        get { lock (_lock) return _taken; }
    }

    /// <summary>Whether more samples of the present reply may come.</summary>
    public bool IsReplyOpen
    {
        get { lock (_lock) return _replyOpen; }
    }

    /// <summary>How often the queue ran empty in the middle of a reply.</summary>
    public int Underruns { get; private set; }

    /// <summary>Changes with every fade: what belongs to an earlier epoch is not wanted any more.</summary>
    public int Epoch
    {
        get { lock (_lock) return _epoch; }
    }

    /// <summary>Adds samples; waits while the queue is full. What a fade overtakes is dropped.</summary>
    public ValueTask EnqueueAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken) =>
        EnqueueAsync(samples, Epoch, cancellationToken);

    /// <summary>As the other, for samples in parts: all are dropped once the <paramref name="epoch"/> has passed.</summary>
    public ValueTask EnqueueAsync(ReadOnlyMemory<float> samples, int epoch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task? room = Fill(ref samples, epoch);
        return room is null ? ValueTask.CompletedTask : FillSlowlyAsync(samples, epoch, room, cancellationToken);
    }

    /// <summary>Called by the device: fills <paramref name="output"/> with the next samples, and the rest with silence.</summary>
    /// <returns>How many samples are not that silence.</returns>
    public int Read(Span<float> output) => Read(output, out _);

    /// <summary>As the other, with the position of the first of them.</summary>
    public int Read(Span<float> output, out long position)
    {
        int count;
        TaskCompletionSource? room;
        TaskCompletionSource? drained = null;
        lock (_lock)
        {
            position = _taken;
            count = (int)Math.Min(output.Length, _enqueued - _taken);
            if (_held)
                count = Math.Min(count, _fade - _faded);
            Copy(_taken, output[..count]);
            _taken += count;
            if (_held)
                Fade(output[..count]);
            else
                NoteUnderrun(count, output.Length);
            (room, _room) = (_room, null);
            if (_taken == _enqueued)
                (drained, _drained) = (_drained, null);
        }

        output[count..].Clear();
        room?.TrySetResult();
        drained?.TrySetResult();
        return count;
    }

    /// <summary>Ramps down the samples that are taken next, and drops all after them. Ends the reply.</summary>
    /// <param name="fade">Length of the ramp, at most <see cref="LongestFade"/>.</param>
    /// <returns>The position at which the sound ends: <see cref="TakenSamples"/> once the ramp has been taken.</returns>
    public long FadeOutAndClear(TimeSpan fade)
    {
        double seconds = Math.Clamp(fade.TotalSeconds, 0, LongestFade.TotalSeconds);
        TaskCompletionSource? room;
        TaskCompletionSource? drained = null;
        long end;
        lock (_lock)
        {
            // Held sound is silent already.
            int ramp = _held && _faded == _fade ? 0 : (int)Math.Min(seconds * SampleRateHz, _enqueued - _taken);
            _held = false;
            for (int i = 0; i < ramp; i++)
                _ring[(_taken + i) % _ring.Length] *= Ramp(i, ramp);

            end = _enqueued = _taken + ramp;
            _replyOpen = false;
            _epoch++;
            (room, _room) = (_room, null);
            if (_taken == _enqueued)
                (drained, _drained) = (_drained, null);
        }

        room?.TrySetResult();
        drained?.TrySetResult();
        return end;
    }

    /// <summary>Fades out and keeps what is left: silence is played until <see cref="Release"/>.</summary>
    /// <param name="fade">Length of the ramp, at most <see cref="LongestFade"/>.</param>
    public void Hold(TimeSpan fade)
    {
        double seconds = Math.Clamp(fade.TotalSeconds, 0, LongestFade.TotalSeconds);
        lock (_lock)
        {
            if (_held)
                return;
            _held = true;
            _faded = 0;
            _fade = (int)Math.Min(seconds * SampleRateHz, _enqueued - _taken);
        }
    }

    /// <summary>
    /// Goes on after a hold, from the quietest moment in the quarter of a second before it: there, or nearly, a word begins.
    /// </summary>
    public void Release()
    {
        lock (_lock)
        {
            if (!_held)
                return;
            _held = false;
            _taken = QuietestBefore(_taken);
        }
    }

    /// <summary>Says that the reply is complete; ends when the device has taken all that is queued.</summary>
    public Task DrainedAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _replyOpen = false;
            if (_failure is not null)
                return Task.FromException(_failure);
            if (_taken == _enqueued)
                return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The device is gone: those who wait, and all later producers, get <paramref name="failure"/>.</summary>
    public void Fail(Exception failure)
    {
        TaskCompletionSource? room;
        TaskCompletionSource? drained;
        lock (_lock)
        {
            _failure = failure;
            (room, _room) = (_room, null);
            (drained, _drained) = (_drained, null);
        }

        room?.TrySetResult();
        drained?.TrySetException(failure);
    }

    private async ValueTask FillSlowlyAsync(ReadOnlyMemory<float> samples, int epoch, Task room, CancellationToken cancellationToken)
    {
        for (Task? full = room; full is not null; full = Fill(ref samples, epoch))
            await full.WaitAsync(cancellationToken);
    }

    /// <summary>Adds what fits. Null when nothing is left to add, else a task that ends when there may be room.</summary>
    private Task? Fill(ref ReadOnlyMemory<float> samples, int epoch)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_failure is not null)
                    return Task.FromException(_failure);
                if (samples.IsEmpty || epoch != _epoch)
                    return null;

                int free = (int)(_taken + _capacity - _enqueued);
                if (free == 0)
                {
                    _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    return _room.Task;
                }

                int count = Math.Min(Math.Min(samples.Length, free), CopySamples);
                Append(samples.Span[..count]);
                samples = samples[count..];
            }
        }
    }

    private void Append(ReadOnlySpan<float> samples)
    {
        if (!_replyOpen)
        {
            _replyOpen = true;
            _starved = false;
            _replyStart = _enqueued;
        }

        int at = (int)(_enqueued % _ring.Length);
        int first = Math.Min(samples.Length, _ring.Length - at);
        samples[..first].CopyTo(_ring.AsSpan(at));
        samples[first..].CopyTo(_ring);
        _enqueued += samples.Length;
    }

    private void Fade(Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
            output[i] *= Ramp(_faded + i, _fade);
        _faded += output.Length;
    }

    private static float Ramp(int i, int length) => 0.5f + 0.5f * MathF.Cos(MathF.PI * (i + 1) / length);

    private long QuietestBefore(long position)
    {
        int window = Math.Max(1, SampleRateHz / 100);
        long first = Math.Max(_replyStart, position - _back);
        long best = position;
        float least = float.MaxValue;
        for (long start = position - window; start >= first; start -= window)
        {
            float energy = 0;
            for (long i = start; i < start + window; i++)
                energy += _ring[i % _ring.Length] * _ring[i % _ring.Length];
            if (energy < least)
                (least, best) = (energy, start);
        }

        return best;
    }

    private void Copy(long position, Span<float> output)
    {
        int at = (int)(position % _ring.Length);
        int first = Math.Min(output.Length, _ring.Length - at);
        _ring.AsSpan(at, first).CopyTo(output);
        _ring.AsSpan(0, output.Length - first).CopyTo(output[first..]);
    }

    // Silence before a reply's first sample is waiting for the answer, not an underrun.
    private void NoteUnderrun(int taken, int wanted)
    {
        if (taken == wanted)
            _starved = false;
        else if (_replyOpen && !_starved && _taken > _replyStart)
        {
            _starved = true;
            Underruns++;
        }
    }
}
