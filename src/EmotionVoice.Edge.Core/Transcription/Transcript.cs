namespace EmotionVoice.Edge.Core.Transcription;

/// <summary>What was said.</summary>
/// <param name="Text">Trimmed words; empty when there were none.</param>
/// <param name="Language">ISO 639-1 code, given or detected.</param>
/// <param name="Confidence">Mean token probability in [0, 1], or the engine's nearest equivalent.</param>
/// <param name="NoSpeechProbability">In [0, 1]; 0 when the engine gives none.</param>
public sealed record Transcript(string Text, string Language, float Confidence, float NoSpeechProbability)
{
    public bool IsEmpty => Text.Length == 0;

    /// <summary>The words of <see cref="Text"/> in time; empty when the engine gives no times or wasn't asked for them.</summary>
    public IReadOnlyList<TimedWord> Words { get; init; } = [];

    public static Transcript None(string language, float noSpeechProbability = 1) => new("", language, 0, noSpeechProbability);
}

/// <param name="Text">As written, with the marks that belong to it.</param>
/// <param name="Start">Since the beginning of the sound; good to about 100 ms.</param>
/// <param name="End">Likewise.</param>
public readonly record struct TimedWord(string Text, TimeSpan Start, TimeSpan End);
