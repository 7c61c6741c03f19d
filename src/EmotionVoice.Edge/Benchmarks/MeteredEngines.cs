using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>Measures a voice activity detector.</summary>
internal sealed class MeteredDetector(IVoiceActivityDetector inner, EngineMeter meter) : IVoiceActivityDetector, IWarmUp
{
    public float SpeechProbability(in AudioFrame frame)
    {
        long start = meter.Start();
        float probability = inner.SpeechProbability(frame);
        meter.Add(start, frame.Samples.Length);
        return probability;
    }

    public void Reset() => inner.Reset();

    public Task WarmUpAsync(CancellationToken cancellationToken) => (inner as IWarmUp)?.WarmUpAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose() => inner.Dispose();
}

/// <summary>Measures a transcriber.</summary>
internal sealed class MeteredTranscriber(ITranscriber inner, EngineMeter meter) : ITranscriber, IWarmUp
{
    public string Name => inner.Name;

    public async Task<Transcript> TranscribeAsync(ReadOnlyMemory<float> samples, TranscriptionRequest request, CancellationToken cancellationToken)
    {
        long start = meter.Start();
        Transcript transcript = await inner.TranscribeAsync(samples, request, cancellationToken);
        meter.Add(start, samples.Length);
        return transcript;
    }

    public Task WarmUpAsync(CancellationToken cancellationToken) => (inner as IWarmUp)?.WarmUpAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

/// <summary>Measures a recogniser of feeling in the voice.</summary>
internal sealed class MeteredVoiceEmotion(IVoiceEmotionRecognizer inner, EngineMeter meter) : IVoiceEmotionRecognizer, IWarmUp
{
    public string Name => inner.Name;

    public async Task<VoiceEmotion> RecognizeAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        long start = meter.Start();
        VoiceEmotion emotion = await inner.RecognizeAsync(samples, cancellationToken);
        meter.Add(start, samples.Length);
        return emotion;
    }

    public Task WarmUpAsync(CancellationToken cancellationToken) => (inner as IWarmUp)?.WarmUpAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

/// <summary>Measures a voice: the time in which sound is made, without the time in which it waits to be taken.</summary>
internal sealed class MeteredSynthesizer(ISynthesizer inner, EngineMeter meter) : ISynthesizer, IWarmUp
{
    public string Name => inner.Name;

    public bool Speaks(string language) => inner.Speaks(language);

    public async IAsyncEnumerable<SpeechAudio> SynthesizeAsync(SpeechRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long start = meter.Start();
        await foreach (SpeechAudio audio in inner.SynthesizeAsync(request, cancellationToken))
        {
            meter.Add(start, TimeSpan.FromSeconds(audio.Samples.Length / (double)audio.SampleRateHz));
            yield return audio;
            start = meter.Start();
        }
    }

    public Task WarmUpAsync(CancellationToken cancellationToken) => (inner as IWarmUp)?.WarmUpAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
