namespace EmotionVoice.Edge.Core.Transcription;

/// <summary>Speech to text while it is spoken.</summary>
public interface IStreamingTranscriber
{
    /// <summary>A reader for one utterance.</summary>
    IUtteranceReader Begin(TranscriptionRequest request);
}

/// <summary>Reads one utterance again and again as it grows. One call at a time.</summary>
public interface IUtteranceReader : IDisposable
{
    /// <param name="utterance">[n] mono float32 at 16 kHz from the utterance's first sample; never shorter than the call before.</param>
    /// <param name="final">Whether speech has stopped: the words have to be as good as they get, for they may stand.</param>
    /// <param name="cancellationToken">Stops the engine. The next call is as if this one had not been.</param>
    Task<PartialTranscript> ReadAsync(ReadOnlyMemory<float> utterance, bool final, CancellationToken cancellationToken);
}

/// <summary>Words so far.</summary>
/// <param name="Confirmed">Never changes any more; only grows.</param>
/// <param name="Tentative">What seems to follow.</param>
/// <param name="Whole">Both, as a transcript.</param>
public sealed record PartialTranscript(string Confirmed, string Tentative, Transcript Whole);
