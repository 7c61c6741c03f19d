namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>
/// Valence and arousal of a distribution over labels: the mean of the labels' places on the circumplex
/// (J. A. Russell, "A circumplex model of affect", 1980). `other` and `unknown` stand at the origin.
/// </summary>
public static class EmotionCircumplex
{
    // [9] in label order.
    private static ReadOnlySpan<float> Valence => [-0.6f, -0.6f, -0.65f, 0.8f, 0, 0, -0.7f, 0.2f, 0];

    private static ReadOnlySpan<float> Arousal => [0.8f, 0.35f, 0.7f, 0.55f, 0, 0, -0.5f, 0.8f, 0];

    /// <summary>Both in [-1, 1].</summary>
    public static (float Valence, float Arousal) Of(EmotionScores scores)
    {
        float valence = 0, arousal = 0;
        for (int i = 0; i < EmotionLabels.Count; i++)
        {
            valence += scores.Values[i] * Valence[i];
            arousal += scores.Values[i] * Arousal[i];
        }

        return (valence, arousal);
    }
}
