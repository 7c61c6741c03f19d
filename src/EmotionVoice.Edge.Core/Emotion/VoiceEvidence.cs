namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>What the voice says about a feeling, and how far it can be relied on.</summary>
/// <param name="Scores">Distribution over the labels.</param>
/// <param name="VoicedSeconds">Voiced time that the scores rest on.</param>
/// <param name="SnrDb">Speech level over noise floor.</param>
public sealed record VoiceEvidence(EmotionScores Scores, float VoicedSeconds, float SnrDb)
{
    public static VoiceEvidence From(VoiceEmotion emotion, AcousticFeatures features) =>
        new(emotion.Scores, features.VoicedSeconds, features.SnrDb);
}
