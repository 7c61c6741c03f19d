using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Emotion.Acoustics;
using EmotionVoice.Edge.Core.Tests.Emotion.Acoustics;

namespace EmotionVoice.Edge.Core.Tests.Emotion;

public sealed class AcousticEmotionRulesTests
{
    private static readonly AcousticFeatures s_plain = new(120, 8, -2, -20, 0.1f, [-50, -1, .. new float[11]], 4.2f, 0.7f, 2, 30);

    [Fact]
    public async Task SilenceIsUnknown()
    {
        await using AcousticEmotionRules rules = new();
        VoiceEmotion emotion = await rules.RecognizeAsync(new float[16_000], TestContext.Current.CancellationToken);
        Assert.Equal(EmotionLabel.Unknown, emotion.Scores.Top);
        Assert.Equal(0, emotion.Arousal);
    }

    [Fact]
    public void PlainSpeechIsNeutral() => Assert.Equal(EmotionLabel.Neutral, AcousticEmotionRules.Recognize(s_plain).Scores.Top);

    [Fact]
    public void HighLivelyFastSpeechIsArousedAndLowFlatSlowSpeechIsNot()
    {
        VoiceEmotion lively = AcousticEmotionRules.Recognize(s_plain with { F0MedianHz = 152, F0RangeSemitones = 14, SyllablesPerSecond = 6 });
        VoiceEmotion flat = AcousticEmotionRules.Recognize(s_plain with { F0MedianHz = 95, F0RangeSemitones = 3, SyllablesPerSecond = 2.5f });
        Assert.InRange(lively.Arousal, 0.3, 1);
        Assert.InRange(flat.Arousal, -1, -0.3);
        Assert.Equal(EmotionLabel.Sad, flat.Scores.Top);
    }

    [Fact]
    public void NothingIsCalledWithMuchConfidence()
    {
        Random random = new(4);
        for (int i = 0; i < 500; i++)
        {
            AcousticFeatures features = s_plain with
            {
                F0MedianHz = 70 + 300 * random.NextSingle(),
                F0RangeSemitones = 20 * random.NextSingle(),
                SyllablesPerSecond = 8 * random.NextSingle(),
                RmsDb = -50 * random.NextSingle(),
                Mfcc = [0, 10 - 20 * random.NextSingle(), .. new float[11]],
            };
            EmotionScores scores = AcousticEmotionRules.Recognize(features).Scores;
            Assert.InRange(scores[scores.Top], 0, 0.7);
        }
    }

    [Fact]
    public void ActedSadSpeechIsLessArousedThanActedAnger()
    {
        float angry = MeanArousal("angry"), sad = MeanArousal("sad"), neutral = MeanArousal("neutral");
        TestContext.Current.TestOutputHelper?.WriteLine($"arousal: angry {angry:F2}, neutral {neutral:F2}, sad {sad:F2}");
        Assert.True(angry > neutral + 0.1 && neutral > sad + 0.1);
    }

    private static float MeanArousal(string label) =>
        Directory.GetFiles(SharedFiles.Require($"clips/emotion/{label}"), "*.wav")
            .Average(file => AcousticEmotionRules.Recognize(AcousticFeatureExtractor.Extract(SharedFiles.ReadWav(file))).Arousal);
}
