using EmotionVoice.Edge.Core.Emotion.Acoustics;

namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>
/// The feeling in a voice without a model, for boxes where none is installed. High, lively, fast and sharp speech is
/// aroused, low, flat, slow and dull speech is not (K. R. Scherer, "Vocal communication of emotion", 2003); whether the
/// feeling is pleasant can hardly be heard this way. So a part of the distribution is `unknown`, several labels
/// share the rest, and the words decide in the fusion.
/// </summary>
public sealed class AcousticEmotionRules : IVoiceEmotionRecognizer
{
    private const float LeastVoicedSeconds = 0.2f;
    private const float UnknownShare = 0.15f;
    private const float PlainSum = 0.1f;  // what plainly read sentences come to
    private const float Steepness = 2;
    private const float Furthest = 0.75f;
    private const float Spread = 0.4f; // of arousal around a label's place

    // [9] in label order: where a label stands on the arousal axis, and how often it is meant there.
    private static ReadOnlySpan<float> Place => [0.75f, 0.2f, 0.6f, 0.5f, 0, 0, -0.5f, 0.7f, 0];

    private static ReadOnlySpan<float> Share => [0.8f, 0.25f, 0.4f, 0.8f, 1.2f, 0, 0.9f, 0.4f, 0];

    public string Name => "acoustic rules";

    public Task<VoiceEmotion> RecognizeAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Recognize(AcousticFeatureExtractor.Extract(samples.Span)));
    }

    /// <summary>The same from features that have been measured already.</summary>
    public static VoiceEmotion Recognize(AcousticFeatures features)
    {
        Span<float> weights = stackalloc float[EmotionLabels.Count];
        weights.Clear();
        if (features.VoicedSeconds < LeastVoicedSeconds)
        {
            weights[(int)EmotionLabel.Unknown] = 1;
            return VoiceEmotion.From(EmotionScores.FromWeights(weights));
        }

        float arousal = Arousal(features);
        float sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            float distance = (arousal - Place[i]) / Spread;
            sum += weights[i] = Share[i] * MathF.Exp(-distance * distance / 2);
        }

        weights[(int)EmotionLabel.Unknown] = sum * UnknownShare / (1 - UnknownShare);
        EmotionScores scores = EmotionScores.FromWeights(weights);
        return new VoiceEmotion(scores, EmotionCircumplex.Of(scores).Valence, arousal, default);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>In [-1, 1]. What each measure deviates from plain speech, each bounded so that no single one decides.</summary>
    private static float Arousal(AcousticFeatures features)
    {
        // Plain speech: about 115 Hz for low voices and 205 Hz for high ones; the border lies where they are equally far.
        float plainHz = features.F0MedianHz < 155 ? 115 : 205;
        float height = 12 * MathF.Log2(features.F0MedianHz / plainHz);
        float sum = Bounded(0.10f * height, 0.6f)
            + Bounded(0.03f * (features.F0RangeSemitones - 9), 0.2f)
            + Bounded(0.10f * (features.SyllablesPerSecond - 4), 0.3f)
            + Bounded(-0.05f * (features.Mfcc[1] + 1.5f), 0.3f)  // a dull or a sharp spectrum
            + Bounded(0.01f * (features.RmsDb + 25), 0.15f);     // the microphone's gain is unknown
        return Furthest * MathF.Tanh(Steepness * (sum - PlainSum));
    }

    private static float Bounded(float value, float bound) => Math.Clamp(value, -bound, bound);
}
