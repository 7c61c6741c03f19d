namespace Whisper.net;

/// <summary>Called for each segment as it is ready.</summary>
public delegate void OnSegmentEventHandler(SegmentData e);

/// <summary>A piece of the transcript.</summary>
public class SegmentData(
    string text, TimeSpan start, TimeSpan end, float minProbability, float maxProbability, float probability,
    float noSpeechProbability, string language, WhisperToken[] tokens)
{
    public string Text { get; } = text;

    public TimeSpan Start { get; } = start;

    public TimeSpan End { get; } = end;

    /// <summary>Of the tokens; 0 without <see cref="WhisperProcessorBuilder.WithProbabilities"/>, as the next two.</summary>
    public float MinProbability { get; } = minProbability;

    public float MaxProbability { get; } = maxProbability;

    /// <summary>Mean over the tokens.</summary>
    public float Probability { get; } = probability;

    public float NoSpeechProbability { get; } = noSpeechProbability;

    /// <summary>Set or detected.</summary>
    public string Language { get; } = language;

    public WhisperToken[] Tokens { get; } = tokens;
}
