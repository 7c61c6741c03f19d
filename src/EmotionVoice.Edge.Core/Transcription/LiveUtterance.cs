using System.Threading.Channels;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Transcription;

/// <summary>
/// One utterance while it is spoken. The listening loop adds sound; a worker reads what there is, quickly while somebody
/// speaks and as well as it can once he pauses. A pause stops a quick reading: nobody waits for guesses then.
/// </summary>
internal sealed class LiveUtterance : IAsyncDisposable
{
    /// <summary>Shorter silences are found inside words: each would stop a quick reading for a long one in vain.</summary>
    private static readonly long s_pauseSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(150));

    private readonly IUtteranceReader _reader;
    private readonly StreamingOptions _options;
    private readonly TimeProvider _clock;
    private readonly Action<PartialTranscript, TimeSpan> _found;
    private readonly Action<Exception> _failed;
    private readonly Lock _lock = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();

    // Doubles as it fills; what is handed out is never written again.
    private float[] _samples;
    private int _length;
    private int _lastRead;
    private long _stepSamples;
    private Reading? _final;
    private Job? _job;
    private bool _paused;
    private bool _broken;
    private bool _over;

    /// <param name="reader">Owned.</param>
    /// <param name="start">Audio time of the first sample.</param>
    /// <param name="options">How often to look.</param>
    /// <param name="clock">Measures the readings.</param>
    /// <param name="found">Told of words, with the time that they took.</param>
    /// <param name="failed">Told once, of the failure that ended the quick readings.</param>
    public LiveUtterance(IUtteranceReader reader, long start, StreamingOptions options, TimeProvider clock, Action<PartialTranscript, TimeSpan> found, Action<Exception> failed)
    {
        _reader = reader;
        _options = options;
        _clock = clock;
        _found = found;
        _failed = failed;
        Start = start;
        _samples = new float[10 * AudioFormat.SampleRateHz];
        Worker = Task.Run(WorkAsync);
    }

    public long Start { get; }

    /// <summary>Ends after <see cref="Stop"/>, or after the last words of an utterance that is over.</summary>
    public Task Worker { get; }

    /// <param name="sound">The next samples.</param>
    /// <param name="silence">Since the speaker paused; zero while he speaks.</param>
    public void Push(ReadOnlySpan<float> sound, TimeSpan silence)
    {
        lock (_lock)
        {
            if (_length + sound.Length > _samples.Length)
                Array.Resize(ref _samples, 2 * (_length + sound.Length));
            sound.CopyTo(_samples.AsSpan(_length));
            _length += sound.Length;
            _paused = silence > TimeSpan.Zero;
            if (AudioFormat.Samples(silence) >= s_pauseSamples)
                Final(Start + _length - AudioFormat.Samples(silence));
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>No more sound comes. The words of what was said are worked out if they are not yet.</summary>
    public void End(long speechEnd)
    {
        lock (_lock)
        {
            _over = true;
            Final(speechEnd);
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>The words of all speech up to an audio time; null when nobody works on them.</summary>
    public Task<Transcript>? WordsUpTo(long speechEnd)
    {
        lock (_lock)
            return _final is { } final && final.SpeechEnd == speechEnd ? final.Result.Task : null;
    }

    /// <summary>Nothing of this is wanted any more.</summary>
    public void Stop()
    {
        lock (_lock)
            _over = true;
        _stop.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await Worker;
        _stop.Dispose();
    }

    // Under the lock.
    private void Final(long speechEnd)
    {
        if (_final?.SpeechEnd == speechEnd)
            return;
        if (_final is { Begun: false } unread)
            unread.Result.TrySetCanceled();
        _final = new Reading(speechEnd);
        if (_job is { Final: null } quick)
            quick.Stop.Cancel();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (!IsDone() && await _wake.Reader.WaitToReadAsync(_stop.Token))
            {
                _wake.Reader.TryRead(out _);
                while (Next() is { } job)
                    await ReadAsync(job);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        finally
        {
            lock (_lock)
                _final?.Result.TrySetCanceled();
            _reader.Dispose();
        }
    }

    private bool IsDone()
    {
        lock (_lock)
            return _over && (_final is null || _final.Begun);
    }

    private Job? Next()
    {
        lock (_lock)
        {
            Reading? final = _final is { Begun: false } unread ? unread : null;
            bool tooSoon = _length < AudioFormat.Samples(_options.FirstAfter) || (_lastRead > 0 && _length - _lastRead < _stepSamples);
            if (final is null && (_over || _paused || _broken || tooSoon))
                return null;
            if (final is not null)
                final.Begun = true;
            _lastRead = _length;
            return _job = new Job(_samples.AsMemory(0, _length), final, CancellationTokenSource.CreateLinkedTokenSource(_stop.Token));
        }
    }

    private async Task ReadAsync(Job job)
    {
        long start = _clock.GetTimestamp();
        try
        {
            PartialTranscript partial = await _reader.ReadAsync(job.Sound, job.Final is not null, job.Stop.Token);
            TimeSpan took = _clock.GetElapsedTime(start);
            _stepSamples = AudioFormat.Samples(took / _options.Load > _options.Step ? took / _options.Load : _options.Step);
            // Told first: whoever waits for the words finds what was said of them.
            _found(partial, took);
            job.Final?.Result.TrySetResult(partial.Whole);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            // The speaker paused in the middle of a quick reading.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _broken = true;
            _failed(e);
            job.Final?.Result.TrySetException(e);
        }
        finally
        {
            lock (_lock)
            {
                _job = null;
                job.Stop.Dispose();
            }
        }
    }

    /// <summary>One reading at work. Under the lock.</summary>
    private sealed record Job(ReadOnlyMemory<float> Sound, Reading? Final, CancellationTokenSource Stop);

    /// <summary>A reading whose words may stand.</summary>
    private sealed class Reading(long speechEnd)
    {
        public long SpeechEnd => speechEnd;

        public bool Begun { get; set; }

        public TaskCompletionSource<Transcript> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
