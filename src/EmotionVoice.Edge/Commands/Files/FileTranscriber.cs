using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Commands.Files;

/// <summary>What was said in a recording.</summary>
/// <param name="Whole">The words of all pieces.</param>
/// <param name="Pieces">The words with the time at which each piece begins.</param>
/// <param name="Audio">Length of the recording.</param>
/// <param name="Processing">Time that it took, reading the file left out.</param>
internal sealed record FileTranscript(Transcript Whole, IReadOnlyList<(TimeSpan Start, Transcript Transcript)> Pieces, TimeSpan Audio, TimeSpan Processing)
{
    /// <summary>Null when it was not streamed.</summary>
    public StreamTimes? Stream { get; init; }
}

/// <summary>
/// Transcribes recordings of any length: speech is found first, so that silence and noise never become words, and cut at
/// pauses into pieces that fit a recogniser's window. One at a time.
/// </summary>
internal sealed class FileTranscriber(
    IVoiceActivityDetector detector, VoiceActivityOptions voiceActivity, ITranscriber transcriber, TranscriptionOptions options, TimeProvider clock)
{
    private readonly TranscriptGate _gate = new(options);
    private readonly TranscriptionRequest _request = new(options.Expected);

    public async Task<FileTranscript> TranscribeAsync(float[] samples, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        List<(TimeSpan, Transcript)> pieces = [];
        float noSpeech = 0;
        foreach (Utterance piece in Cut(samples))
        {
            if (_gate.CheckSound(piece.Samples.Span) != TranscriptRejection.None)
                continue;
            Transcript transcript = await transcriber.TranscribeAsync(piece.Samples, _request, cancellationToken);
            noSpeech = Math.Max(noSpeech, transcript.NoSpeechProbability);
            if (_gate.CheckTranscript(transcript) == TranscriptRejection.None)
                pieces.Add((AudioFormat.Duration(piece.Start), transcript));
        }

        return new FileTranscript(Join(pieces, noSpeech), pieces, AudioFormat.Duration(samples.Length), clock.GetElapsedTime(start));
    }

    /// <summary>Speech with a little sound around it; pieces neither overlap nor lose speech between them.</summary>
    internal IEnumerable<Utterance> Cut(float[] samples)
    {
        detector.Reset();
        UtteranceSegmenter segmenter = new(voiceActivity, new PausesInRecording());
        for (int at = 0; at < samples.Length; at += AudioFormat.FrameSamples)
        {
            AudioFrame frame = new(samples.AsMemory(at, Math.Min(AudioFormat.FrameSamples, samples.Length - at)), at);
            if (segmenter.Push(frame, detector.SpeechProbability(frame)).Utterance is { } utterance)
                yield return utterance;
        }

        if (segmenter.Finish().Utterance is { } last)
            yield return last;
    }

    internal Transcript Join(IReadOnlyList<(TimeSpan Start, Transcript Transcript)> pieces, float noSpeech)
    {
        if (pieces.Count == 0)
            return Transcript.None(options.Expected[0], noSpeech > 0 ? noSpeech : 1);
        string text = string.Join(' ', pieces.Select(piece => piece.Transcript.Text));
        float confidence = pieces.Sum(piece => piece.Transcript.Confidence * piece.Transcript.Text.Length) / pieces.Sum(piece => piece.Transcript.Text.Length);
        string language = pieces.CountBy(piece => piece.Transcript.Language).MaxBy(pair => pair.Value).Key;
        return new Transcript(text, language, confidence, noSpeech);
    }
}
