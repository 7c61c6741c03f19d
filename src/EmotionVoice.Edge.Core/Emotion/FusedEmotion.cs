namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>What voice and words say together.</summary>
/// <param name="Label">The top label, or neutral/unknown below the confidence threshold.</param>
/// <param name="Second">A second label when the two are close: a compound feeling.</param>
/// <param name="Confidence">In [0, 1].</param>
/// <param name="Scores">Distribution over the labels.</param>
/// <param name="Valence">In [-1, 1].</param>
/// <param name="Arousal">In [-1, 1].</param>
/// <param name="Disagreement">How far voice and words differ, in [0, 1]; 0 when one side is missing.</param>
public sealed record FusedEmotion(EmotionLabel Label, EmotionLabel? Second, float Confidence, EmotionScores Scores, float Valence, float Arousal, float Disagreement)
{
    public static FusedEmotion Unknown { get; } = new(EmotionLabel.Unknown, null, 0, EmotionScores.None, 0, 0, 0);
}
