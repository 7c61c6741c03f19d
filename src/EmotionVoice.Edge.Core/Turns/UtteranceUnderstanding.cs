using EmotionVoice.Edge.Core.Dialogue.Requests;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Emotion.Acoustics;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>An utterance becomes words and a feeling. Voice and words are worked on side by side.</summary>
public sealed class UtteranceUnderstanding(
    ITranscriber transcriber,
    IVoiceEmotionRecognizer voiceRecognizer,
    IWordEmotionRecognizer wordRecognizer,
    EmotionFusion fusion,
    TranscriptionOptions options,
    TimeProvider clock,
    ILogger<UtteranceUnderstanding> log,
    LiveWords? words = null)
{
    private readonly TranscriptGate _gate = new(options);
    private readonly TranscriptionRequest _request = new(options.Expected);

    public async Task<Understood> UnderstandAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        TranscriptRejection rejection = _gate.CheckSound(utterance.Samples.Span);
        if (rejection != TranscriptRejection.None)
            return Nothing(rejection, AcousticFeatureExtractor.Extract(utterance.Samples.Span));

        long start = clock.GetTimestamp();
        Task<(VoiceEmotion?, AcousticFeatures, TimeSpan)> feeling = Task.Run(() => FeelAsync(utterance.Samples, start, cancellationToken), cancellationToken);
        Transcript transcript;
        try
        {
            transcript = (words is null ? null : await words.TakeAsync(utterance, cancellationToken))
                ?? await transcriber.TranscribeAsync(utterance.Samples, _request, cancellationToken);
        }
        finally
        {
            // Never leave the other engine running behind a failed turn.
            await ((Task)feeling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        TimeSpan transcribeTime = clock.GetElapsedTime(start);
        (VoiceEmotion? voice, AcousticFeatures features, TimeSpan emotionTime) = await feeling;
        rejection = _gate.CheckNoise(features.SnrDb);
        if (rejection == TranscriptRejection.None)
            rejection = _gate.CheckTranscript(transcript);
        if (rejection != TranscriptRejection.None)
            return Nothing(rejection, features) with { TranscribeTime = transcribeTime, EmotionTime = emotionTime };

        WordEvidence evidence = WordEvidence.From(wordRecognizer, transcript);
        bool anyWords = !evidence.Scores.IsNone;
        FusedEmotion emotion = fusion.Fuse(voice is null ? null : VoiceEvidence.From(voice, features), anyWords ? evidence : null);
        return new Understood(transcript, rejection, voice, anyWords ? evidence.Scores : null, emotion, features, transcribeTime, emotionTime) { Request = RequestRules.Find(transcript.Text) };
    }

    // A turn without the voice's emotion is poorer, not lost: the words still speak.
    private async Task<(VoiceEmotion?, AcousticFeatures, TimeSpan)> FeelAsync(ReadOnlyMemory<float> samples, long start, CancellationToken cancellationToken)
    {
        AcousticFeatures features = AcousticFeatureExtractor.Extract(samples.Span);
        VoiceEmotion? voice = null;
        try
        {
            voice = await voiceRecognizer.RecognizeAsync(samples, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.VoiceEmotionFailed(e, voiceRecognizer.Name);
        }

        return (voice, features, clock.GetElapsedTime(start));
    }

    private Understood Nothing(TranscriptRejection rejection, AcousticFeatures features) =>
        new(Transcript.None(options.Expected[0]), rejection, null, null, FusedEmotion.Unknown, features, TimeSpan.Zero, TimeSpan.Zero);
}
