namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>How a voice sounds. Safe to call from several threads.</summary>
public interface IVoiceEmotionRecognizer : IAsyncDisposable
{
    string Name { get; }

    /// <param name="samples">[n] mono float32 at 16 kHz; any length.</param>
    /// <param name="cancellationToken">Ends the work between windows.</param>
    Task<VoiceEmotion> RecognizeAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken);
}

/// <summary>The feeling in a voice.</summary>
/// <param name="Scores">Distribution over the labels.</param>
/// <param name="Valence">In [-1, 1].</param>
/// <param name="Arousal">In [-1, 1].</param>
/// <param name="Embedding">[256] of the trained model, input of a personal head; empty where the engine has none.</param>
public sealed record VoiceEmotion(EmotionScores Scores, float Valence, float Arousal, ReadOnlyMemory<float> Embedding)
{
    public static VoiceEmotion From(EmotionScores scores, ReadOnlyMemory<float> embedding = default)
    {
        (float valence, float arousal) = EmotionCircumplex.Of(scores);
        return new VoiceEmotion(scores, valence, arousal, embedding);
    }
}
