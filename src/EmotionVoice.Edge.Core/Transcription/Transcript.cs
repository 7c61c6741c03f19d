namespace EmotionVoice.Edge.Core.Transcription;

/// <summary>What was said.</summary>
/// <param name="Text">Trimmed words; empty when there were none.</param>
/// <param name="Language">ISO 639-1 code, given or detected.</param>
/// <param name="Confidence">Mean token probability in [0, 1], or the engine's nearest equivalent.</param>
/// <param name="NoSpeechProbability">In [0, 1]; 0 when the engine gives none.</param>
public sealed record Transcript(string Text, string Language, float Confidence, float NoSpeechProbability)
{
    public bool IsEmpty => Text.Length == 0;

    public static Transcript None(string language, float noSpeechProbability = 1) => new("", language, 0, noSpeechProbability);
}
