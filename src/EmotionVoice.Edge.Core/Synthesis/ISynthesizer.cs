namespace EmotionVoice.Edge.Core.Synthesis;

/// <summary>Text to speech, sentence by sentence. Safe to call from several threads; calls wait for each other.</summary>
public interface ISynthesizer : IAsyncDisposable
{
    /// <summary>Engine and voice, as in <c>Piper en_US-joe</c>.</summary>
    string Name { get; }

    /// <summary>Whether this voice can read a language (ISO 639-1).</summary>
    bool Speaks(string language);

    /// <summary>Yields sound as it is made. Stops making it when <paramref name="cancellationToken"/> fires.</summary>
    IAsyncEnumerable<SpeechAudio> SynthesizeAsync(SpeechRequest request, CancellationToken cancellationToken);
}

/// <summary>One sentence to be spoken.</summary>
/// <param name="Text">Plain words: no markup, no emoji.</param>
/// <param name="Language">ISO 639-1 code.</param>
/// <param name="Rate">1 is the voice's own tempo, 1.2 is faster.</param>
public sealed record SpeechRequest(string Text, string Language, float Rate = 1);

/// <summary>A piece of synthesised sound.</summary>
/// <param name="Samples">[n] mono float32 in [-1, 1].</param>
/// <param name="SampleRateHz">The voice's own rate.</param>
public readonly record struct SpeechAudio(ReadOnlyMemory<float> Samples, int SampleRateHz);
