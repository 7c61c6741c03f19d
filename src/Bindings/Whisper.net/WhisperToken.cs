namespace Whisper.net;

/// <summary>A token of a segment. Times are hundredths of a second and need <see cref="WhisperProcessorBuilder.WithTokenTimestamps"/>.</summary>
public class WhisperToken
{
    public int Id;
    public int TimestampId;
    public float Probability;
    public float ProbabilityLog;
    public float TimestampProbability;
    public float TimestampProbabilitySum;
    public long Start;
    public long End;
    public long DtwTimestamp;
    public float VoiceLen;
    public string? Text;
}
