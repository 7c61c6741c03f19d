using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Synthesis;

namespace EmotionVoice.Edge.Core.Playback;

/// <summary>Brings synthesised sound to the speaker's rate, once, and queues it. One writer at a time.</summary>
public sealed class SpeechFeed(ISpeaker speaker, SpeechMeter? meter = null, VolumeControl? volume = null)
{
    /// <summary>Short enough to count as at once, long enough not to click.</summary>
    public static readonly TimeSpan Fade = TimeSpan.FromMilliseconds(30);

    private PolyphaseResampler? _resampler;
    private int _silences;
    private int _silencesSeen; // by the writer

    /// <summary>True while something can be heard, or will be as soon as the device plays it.</summary>
    public bool IsAudible => speaker.EnqueuedSamples > speaker.HeardSamples;

    /// <summary>Rate of the positions.</summary>
    public int SampleRateHz => speaker.SampleRateHz;

    /// <summary>Position of the last sample that will be heard, at the speaker's rate.</summary>
    public long EnqueuedSamples => speaker.EnqueuedSamples;

    /// <summary>Waits while the speaker's queue is full. Once the token has fired, nothing of it is heard any more.</summary>
    public async ValueTask EnqueueAsync(SpeechAudio audio, CancellationToken cancellationToken)
    {
        await ConvertAndQueueAsync(audio, cancellationToken);
        // It fired while this sound was on its way past a silence.
        if (cancellationToken.IsCancellationRequested)
            Silence(Fade);
    }

    /// <summary>Completes when all has been heard.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        DropSilenced();
        await FlushAsync(cancellationToken);
        await speaker.DrainAsync(cancellationToken);
    }

    /// <summary>Fades out and drops what has not been heard. Any thread.</summary>
    public void Silence(TimeSpan fade)
    {
        Interlocked.Increment(ref _silences);
        meter?.Clear();
        speaker.Silence(fade);
    }

    /// <summary>Falls silent and keeps what has not been heard. Any thread.</summary>
    public void Hold(TimeSpan fade) => speaker.Hold(fade);

    /// <summary>Goes on after a hold. Any thread.</summary>
    public void Release() => speaker.Release();

    private async ValueTask ConvertAndQueueAsync(SpeechAudio audio, CancellationToken cancellationToken)
    {
        DropSilenced();
        audio = volume?.Apply(audio) ?? audio;
        if (_resampler is not null && _resampler.InputRateHz != audio.SampleRateHz)
            await FlushAsync(cancellationToken);
        if (audio.SampleRateHz == speaker.SampleRateHz)
        {
            await QueueAsync(audio.Samples, cancellationToken);
            return;
        }

        _resampler ??= new PolyphaseResampler(audio.SampleRateHz, speaker.SampleRateHz);
        float[] converted = new float[_resampler.MaxOutput(audio.Samples.Length)];
        int count = _resampler.Process(audio.Samples.Span, converted);
        await QueueAsync(converted.AsMemory(0, count), cancellationToken);
    }

    // The resampler is the writer's: it holds the end of words that nobody is to hear.
    private void DropSilenced()
    {
        int silences = Volatile.Read(ref _silences);
        if (silences != _silencesSeen)
            _resampler = null;
        _silencesSeen = silences;
    }

    // The resampler holds back half a filter's length; the last phoneme needs it.
    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_resampler is not { } resampler)
            return;
        _resampler = null;
        float[] tail = new float[resampler.MaxFlush];
        int count = resampler.Flush(tail);
        await QueueAsync(tail.AsMemory(0, count), cancellationToken);
    }

    private ValueTask QueueAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        meter?.Queue(samples.Span);
        return speaker.EnqueueAsync(samples, cancellationToken);
    }
}
