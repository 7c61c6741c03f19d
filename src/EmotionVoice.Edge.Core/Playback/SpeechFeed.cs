using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Synthesis;

namespace EmotionVoice.Edge.Core.Playback;

/// <summary>Brings synthesised sound to the speaker's rate, once, and queues it. One writer at a time.</summary>
public sealed class SpeechFeed(ISpeaker speaker, SpeechMeter? meter = null)
{
    private PolyphaseResampler? _resampler;

    /// <summary>True while something can be heard, or will be as soon as the device plays it.</summary>
    public bool IsAudible => speaker.EnqueuedSamples > speaker.HeardSamples;

    public async ValueTask EnqueueAsync(SpeechAudio audio, CancellationToken cancellationToken)
    {
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

    /// <summary>Completes when all has been heard.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await speaker.DrainAsync(cancellationToken);
    }

    /// <summary>Fades out and drops what has not been heard.</summary>
    public void Silence(TimeSpan fade)
    {
        _resampler = null;
        meter?.Clear();
        speaker.Silence(fade);
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
