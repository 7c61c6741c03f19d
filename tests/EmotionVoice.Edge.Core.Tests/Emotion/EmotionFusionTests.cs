using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Tests.Emotion;

public sealed class EmotionFusionTests
{
    private static readonly EmotionScores s_prior = EmotionScores.FromSeven([0.129f, 0.018f, 0.017f, 0.337f, 0.496f, 0.075f, 0.024f]);
    private readonly EmotionFusion _fusion = new(new FusionOptions());

    [Fact]
    public void NothingHeardIsUnknown() => Assert.Same(FusedEmotion.Unknown, _fusion.Fuse(null, null));

    [Fact]
    public void ANeutralVoiceSaysNothingAgainstSadWords()
    {
        FusedEmotion fused = _fusion.Fuse(Voice(Mostly(EmotionLabel.Neutral, 0.8f)), Words(Mostly(EmotionLabel.Sad, 0.8f)));
        Assert.Equal(EmotionLabel.Sad, fused.Label);
    }

    [Fact]
    public void PlainWordsSayNothingAgainstAnAngryVoice()
    {
        FusedEmotion fused = _fusion.Fuse(Voice(Mostly(EmotionLabel.Angry, 0.8f)), Words(Mostly(EmotionLabel.Neutral, 0.9f)));
        Assert.Equal(EmotionLabel.Angry, fused.Label);
        Assert.InRange(fused.Disagreement, 0.4, 1);
    }

    [Fact]
    public void TwoNeutralSidesAreNeutral()
    {
        FusedEmotion fused = _fusion.Fuse(Voice(Mostly(EmotionLabel.Neutral, 0.7f)), Words(Mostly(EmotionLabel.Neutral, 0.9f)));
        Assert.Equal(EmotionLabel.Neutral, fused.Label);
        Assert.InRange(fused.Disagreement, 0, 0.1);
    }

    [Fact]
    public void AMissingSideLeavesTheOtherAsItWas()
    {
        foreach (EmotionScores scores in RandomScores(50))
        {
            Assert.Equal(scores.Values, _fusion.Fuse(Voice(scores), null).Scores.Values);
            Assert.Equal(scores.Values, _fusion.Fuse(null, Words(scores)).Scores.Values);
            Assert.Equal(scores.Values, _fusion.Fuse(Voice(scores), Words(Mostly(EmotionLabel.Happy, 0.9f)) with { TranscriptConfidence = 0.1f }).Scores.Values);
            Assert.Equal(0, _fusion.Fuse(Voice(scores), null).Disagreement);
        }
    }

    [Theory]
    [InlineData(FusionRule.NeutralDoesNotVote)]
    [InlineData(FusionRule.WeightedSum)]
    public void ASideFadesOutWithoutAJump(FusionRule rule)
    {
        EmotionFusion fusion = new(new FusionOptions { Rule = rule });
        foreach ((EmotionScores one, EmotionScores other) in RandomScores(50).Zip(RandomScores(50, seed: 9)))
        {
            AssertClose(one, fusion.Fuse(Voice(one), Words(other) with { TranscriptConfidence = 0.30001f }).Scores);
            AssertClose(other, fusion.Fuse(Voice(one) with { SnrDb = -4.9999f }, Words(other)).Scores);
        }
    }

    [Theory]
    [InlineData(FusionRule.NeutralDoesNotVote)]
    [InlineData(FusionRule.WeightedSum)]
    public void ScoresAreADistribution(FusionRule rule)
    {
        EmotionFusion fusion = new(new FusionOptions { Rule = rule });
        Random random = new(3);
        foreach ((EmotionScores one, EmotionScores other) in RandomScores(200).Zip(RandomScores(200, seed: 5)))
        {
            FusedEmotion fused = fusion.Fuse(new VoiceEvidence(one, random.NextSingle(), random.NextSingle() * 30 - 6), new WordEvidence(other, s_prior, random.NextSingle(), random.Next(4)));
            if (fused.Scores.IsNone)
                continue;
            Assert.Equal(1, fused.Scores.Values.ToArray().Sum(), 1e-5);
            Assert.All(fused.Scores.Values.ToArray(), p => Assert.InRange(p, 0, 1));
            Assert.InRange(fused.Confidence, 0, 1);
            Assert.InRange(fused.Disagreement, 0, 1);
            Assert.InRange(fused.Valence, -1, 1);
            Assert.InRange(fused.Arousal, -1, 1);
        }
    }

    [Theory]
    [InlineData(EmotionLabel.Angry)]
    [InlineData(EmotionLabel.Happy)]
    [InlineData(EmotionLabel.Sad)]
    [InlineData(EmotionLabel.Surprised)]
    public void MoreOfAFeelingOnEitherSideIsMoreOfItInTheResult(EmotionLabel label)
    {
        foreach (EmotionScores other in RandomScores(50))
        {
            float lastByVoice = -1, lastByWords = -1;
            for (float share = 0.05f; share < 1; share += 0.1f)
            {
                float byVoice = _fusion.Fuse(Voice(Mostly(label, share)), Words(other)).Scores[label];
                float byWords = _fusion.Fuse(Voice(other), Words(Mostly(label, share))).Scores[label];
                Assert.True(byVoice > lastByVoice && byWords > lastByWords, $"{share}");
                (lastByVoice, lastByWords) = (byVoice, byWords);
            }
        }
    }

    [Fact]
    public void AgreementMakesSurer()
    {
        FusedEmotion fused = _fusion.Fuse(Voice(Mostly(EmotionLabel.Sad, 0.6f)), Words(Mostly(EmotionLabel.Sad, 0.6f)));
        Assert.InRange(fused.Confidence, 0.75, 1);
    }

    [Fact]
    public void UndecidedEvidenceIsNeutralAndMissingEvidenceIsUnknown()
    {
        EmotionScores flat = EmotionScores.FromSeven([1.1f, 1, 1, 1, 0.9f, 1, 1]);
        Assert.Equal(EmotionLabel.Neutral, _fusion.Fuse(Voice(flat), null).Label);
        Assert.Equal(EmotionLabel.Unknown, _fusion.Fuse(Voice(flat) with { VoicedSeconds = 0.15f }, null).Label);
        Assert.Equal(EmotionLabel.Unknown, _fusion.Fuse(Voice(Mostly(EmotionLabel.Angry, 0.9f)) with { SnrDb = -4 }, null).Label);
        Assert.Null(_fusion.Fuse(Voice(flat), null).Second);
    }

    [Fact]
    public void TwoCloseFeelingsAreACompoundAndNearlyNeutralIsNot()
    {
        EmotionScores bitter = EmotionScores.FromSeven([0.5f, 0, 0, 0, 0.1f, 0.4f, 0]);
        FusedEmotion fused = _fusion.Fuse(Voice(bitter), null);
        Assert.Equal((EmotionLabel.Angry, EmotionLabel.Sad), (fused.Label, fused.Second));
        EmotionScores mild = EmotionScores.FromSeven([0, 0, 0, 0.5f, 0.45f, 0, 0.05f]);
        Assert.Null(_fusion.Fuse(Voice(mild), null).Second);
    }

    [Fact]
    public void AnUnknownVoiceLeavesTheWordsAlone()
    {
        EmotionScores unknown = EmotionScores.FromWeights([0, 0, 0, 0, 0, 0, 0, 0, 1]);
        EmotionScores words = Mostly(EmotionLabel.Happy, 0.7f);
        AssertClose(words, _fusion.Fuse(Voice(unknown), Words(words)).Scores);
    }

    [Fact]
    public void TheWeightedSumIsTheWeightedSum()
    {
        EmotionScores voice = Mostly(EmotionLabel.Angry, 0.7f), words = Mostly(EmotionLabel.Happy, 0.4f);
        EmotionScores fused = new EmotionFusion(new FusionOptions { Rule = FusionRule.WeightedSum }).Fuse(Voice(voice), Words(words)).Scores;
        foreach (EmotionLabel label in EmotionScores.SevenLabels)
            Assert.Equal(0.6f * voice[label] + 0.4f * words[label], fused[label], 1e-5);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(" ... ?! ", 0)]
    [InlineData("Great!", 1)]
    [InlineData("I'm  fine, thanks.", 3)]
    [InlineData("지금 몇 시예요?", 3)]
    public void WordsAreCounted(string text, int count) => Assert.Equal(count, WordEvidence.CountWords(text));

    private static VoiceEvidence Voice(EmotionScores scores) => new(scores, 2, 25);

    private static WordEvidence Words(EmotionScores scores) => new(scores, s_prior, 0.95f, 6);

    private static EmotionScores Mostly(EmotionLabel label, float share)
    {
        float[] weights = [.. EmotionScores.SevenLabels.Select(l => l == label ? share : (1 - share) / 6)];
        return EmotionScores.FromSeven(weights);
    }

    private static IEnumerable<EmotionScores> RandomScores(int count, int seed = 1)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++)
            yield return EmotionScores.FromSeven([.. Enumerable.Range(0, 7).Select(_ => MathF.Pow(random.NextSingle(), 4))]);
    }

    private static void AssertClose(EmotionScores expected, EmotionScores actual)
    {
        for (int i = 0; i < EmotionLabels.Count; i++)
            Assert.Equal(expected.Values[i], actual.Values[i], 5e-3);
    }
}
