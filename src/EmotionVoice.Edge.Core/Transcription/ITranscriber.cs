namespace EmotionVoice.Edge.Core.Transcription;

/// <summary>Speech to text for one utterance. Safe to call from several threads; calls may wait for each other.</summary>
public interface ITranscriber : IAsyncDisposable
{
    /// <summary>Engine and model, as in <c>Whisper base q5_1</c>.</summary>
    string Name { get; }

    /// <param name="samples">[n] mono float32 at 16 kHz.</param>
    /// <param name="request">Which languages may be expected.</param>
    /// <param name="cancellationToken">Stops the engine, not just the wait.</param>
    Task<Transcript> TranscribeAsync(ReadOnlyMemory<float> samples, TranscriptionRequest request, CancellationToken cancellationToken);
}

/// <summary>How to transcribe.</summary>
/// <param name="Languages">ISO 639-1 codes. One: taken as given. Several: the engine chooses among them.</param>
/// <param name="Prompt">Words that came before, if any.</param>
public sealed record TranscriptionRequest(IReadOnlyList<string> Languages, string? Prompt = null)
{
    /// <summary>The words will be read again with more sound: the quickest way that the engine has, whatever it costs in errors.</summary>
    public bool Quick { get; init; }

    /// <summary>Whether <see cref="Transcript.Words"/> is wanted.</summary>
    public bool Times { get; init; }

    public static TranscriptionRequest In(params string[] languages) => new(languages);
}
