using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Commands.Files;

/// <summary>When the words of a streamed recording were there.</summary>
/// <param name="FirstPartial">From the onset of the first speech to the first words; null when there were none before the end.</param>
/// <param name="Final">From the end of the recording, or of an utterance inside it that was the last, to the last final words; zero when they were there before.</param>
/// <param name="FinalAfterSpeech">From the end of the last speech to its final words.</param>
/// <param name="Partials">How often words were told.</param>
/// <param name="Changed">How often confirmed words were not kept: must be 0.</param>
internal sealed record StreamTimes(TimeSpan? FirstPartial, TimeSpan Final, TimeSpan FinalAfterSpeech, int Partials, int Changed);

/// <summary>
/// Plays recordings in real time into the words engine, as a microphone would, and measures when words come. The end of a
/// recording is the end of what is said: no silence is waited for. One at a time.
/// </summary>
internal sealed class StreamTranscriber(
    IVoiceActivityDetector detector, VoiceActivityOptions voiceActivity, LiveWords words, ITranscriber transcriber, FileTranscriber files,
    ConversationEvents events, TranscriptionOptions options, TimeProvider clock)
{
    private readonly TranscriptGate _gate = new(options);
    private readonly TranscriptionRequest _request = new(options.Expected);
    private bool _warm;

    public async Task<FileTranscript> TranscribeAsync(float[] samples, CancellationToken cancellationToken)
    {
        if (!_warm && transcriber is IWarmUp engine)
            await engine.WarmUpAsync(cancellationToken);
        _warm = true;
        detector.Reset();
        using ConversationEvents.Subscription subscription = events.Subscribe();
        PartialLog log = new(clock);
        Task logging = log.ReadAsync(subscription, cancellationToken);
        UtteranceSegmenter segmenter = new(voiceActivity, new PausesInRecording());
        List<Task<(Utterance Utterance, Transcript Words, long ReadyAt)>> finals = [];
        long start = clock.GetTimestamp();
        long? onset = null;
        for (int at = 0; at < samples.Length; at += AudioFormat.FrameSamples)
        {
            AudioFrame frame = new(samples.AsMemory(at, Math.Min(AudioFormat.FrameSamples, samples.Length - at)), at);
            await UntilAsync(start, frame.End, cancellationToken);
            SpeechSignal signal = segmenter.Push(frame, detector.SpeechProbability(frame));
            if (signal.Kind == SpeechSignalKind.Started)
            {
                onset ??= signal.At;
                log.Begin();
                words.Begin(segmenter.SoFar);
            }
            else if (segmenter.InUtterance)
            {
                words.Push(frame.Samples.Span, segmenter.Silence);
            }

            Take(signal);
        }

        Take(segmenter.Finish());
        (Utterance Utterance, Transcript Words, long ReadyAt)[] ready = await Task.WhenAll(finals);
        subscription.Dispose();
        await logging;
        (TimeSpan, Transcript)[] pieces =
        [
            .. ready.Where(final => _gate.CheckTranscript(final.Words) == TranscriptRejection.None).Select(final => (AudioFormat.Duration(final.Utterance.Start), final.Words)),
        ];
        TimeSpan lastReady = ready.Length > 0 ? clock.GetElapsedTime(start, ready[^1].ReadyAt) : TimeSpan.Zero;
        TimeSpan audio = AudioFormat.Duration(samples.Length);
        TimeSpan late = lastReady > audio ? lastReady - audio : TimeSpan.Zero;
        return new FileTranscript(files.Join([.. pieces], 0), pieces, audio, late)
        {
            Stream = ready.Length == 0 ? null : new StreamTimes(
                log.First is { } first && onset is { } began ? clock.GetElapsedTime(start, first) - AudioFormat.Duration(began) : null,
                late, lastReady - AudioFormat.Duration(ready[^1].Utterance.SpeechEnd), log.Count, log.Changed),
        };

        void Take(SpeechSignal signal)
        {
            if (signal.Kind == SpeechSignalKind.Discarded)
                words.Drop();
            if (signal.Utterance is not { } utterance)
                return;
            words.End(signal.At);
            finals.Add(FinalAsync(utterance, cancellationToken));
        }
    }

    private async Task<(Utterance Utterance, Transcript Words, long ReadyAt)> FinalAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        Transcript? final = _gate.CheckSound(utterance.Samples.Span) == TranscriptRejection.None
            ? await words.TakeAsync(utterance, cancellationToken) ?? await transcriber.TranscribeAsync(utterance.Samples, _request, cancellationToken)
            : Transcript.None(options.Expected[0]);
        return (utterance, final, clock.GetTimestamp());
    }

    // A sample can be heard when it has been spoken.
    private async Task UntilAsync(long start, long sample, CancellationToken cancellationToken)
    {
        TimeSpan early = AudioFormat.Duration(sample) - clock.GetElapsedTime(start);
        if (early > TimeSpan.Zero)
            await Task.Delay(early, clock, cancellationToken);
    }

    /// <summary>What was told of the words, and when.</summary>
    private sealed class PartialLog(TimeProvider clock)
    {
        private string _confirmed = "";
        private volatile bool _begun;

        public long? First { get; private set; }

        public int Count { get; private set; }

        public int Changed { get; private set; }

        public void Begin() => _begun = true;

        public async Task ReadAsync(ConversationEvents.Subscription subscription, CancellationToken cancellationToken)
        {
            await foreach (ConversationEvent happened in subscription.ReadAllAsync(cancellationToken))
            {
                if (happened is not TranscriptPartial partial)
                    continue;
                First ??= clock.GetTimestamp();
                Count++;
                if (_begun)
                    _confirmed = "";
                _begun = false;
                if (!partial.Confirmed.StartsWith(_confirmed, StringComparison.Ordinal))
                    Changed++;
                _confirmed = partial.Confirmed;
            }
        }
    }
}
