namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>What can be measured of a voice without a model, over one utterance.</summary>
/// <param name="F0MedianHz">Median fundamental frequency of voiced frames; 0 when nothing is voiced.</param>
/// <param name="F0RangeSemitones">10th to 90th percentile of the fundamental frequency.</param>
/// <param name="F0SlopeSemitonesPerSecond">Trend of the fundamental frequency; negative: the pitch falls.</param>
/// <param name="RmsDb">Level of speech in dBFS.</param>
/// <param name="ZeroCrossingRate">Sign changes a sample of speech, in [0, 1].</param>
/// <param name="Mfcc">[13] mean mel-frequency cepstral coefficients.</param>
/// <param name="SyllablesPerSecond">Energy peaks in voiced sound a second, from the first to the last frame of speech.</param>
/// <param name="VoicedRatio">Share of voiced frames from the first to the last frame of speech, in [0, 1].</param>
/// <param name="VoicedSeconds">Voiced time.</param>
/// <param name="SnrDb">Speech level over noise floor (10th percentile of the frames), -20 to 60; 0 without speech.</param>
public sealed record AcousticFeatures(
    float F0MedianHz,
    float F0RangeSemitones,
    float F0SlopeSemitonesPerSecond,
    float RmsDb,
    float ZeroCrossingRate,
    IReadOnlyList<float> Mfcc,
    float SyllablesPerSecond,
    float VoicedRatio,
    float VoicedSeconds,
    float SnrDb);
