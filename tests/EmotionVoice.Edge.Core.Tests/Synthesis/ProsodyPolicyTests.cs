using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Synthesis;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Tests.Synthesis;

public sealed class ProsodyPolicyTests
{
    private readonly ProsodyPolicy _policy = new(new ProsodyOptions());

    [Fact]
    public void SorrowIsAnsweredSlowerLowerAndSofterThanJoy()
    {
        Prosody sad = _policy.For(EmotionLabel.Sad), happy = _policy.For(EmotionLabel.Happy);
        Assert.True(happy.Rate / sad.Rate > 1.25);
        Assert.True(12 * Math.Log2(happy.Pitch / sad.Pitch) > 2);
        Assert.True(sad.GainDb < happy.GainDb);
        Assert.True(sad.Pause > happy.Pause);
    }

    [Fact]
    public void AngerIsAnsweredCalmlyAndFearSlowly()
    {
        Prosody angry = _policy.For(EmotionLabel.Angry), fearful = _policy.For(EmotionLabel.Fearful);
        Assert.True(angry is { Rate: < 1, Pitch: < 1, GainDb: < 0 });
        Assert.True(fearful.Rate < angry.Rate && fearful.Pitch < 1);
    }

    [Theory]
    [InlineData(EmotionLabel.Neutral)]
    [InlineData(EmotionLabel.Other)]
    [InlineData(EmotionLabel.Unknown)]
    public void NoFeelingIsAnsweredPlainly(EmotionLabel label) => Assert.Equal(Prosody.Plain, _policy.For(label));

    [Fact]
    public void LessConfidenceIsLessTone()
    {
        Prosody sure = _policy.For(EmotionLabel.Sad, 0.9), unsure = _policy.For(EmotionLabel.Sad, 0.4);
        Assert.True(sure.Rate < unsure.Rate && unsure.Rate < 1);
        Assert.True(sure.Pitch < unsure.Pitch && unsure.Pitch < 1);
        Assert.Equal(sure, _policy.For(EmotionLabel.Sad));
    }

    [Fact]
    public void EveryToneOfEveryActStaysInRange()
    {
        foreach (EmotionLabel label in Enum.GetValues<EmotionLabel>())
        {
            foreach (DialogueAct act in Enum.GetValues<DialogueAct>())
            {
                Prosody prosody = _policy.For(label, 1, act);
                Assert.InRange(prosody.Rate, 0.85f, 1.2f);
                Assert.InRange(prosody.Pitch, 0.88f, 1.12f);
                Assert.InRange(prosody.GainDb, -12, 6);
                Assert.InRange(prosody.Pause, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            }
        }
    }

    [Fact]
    public void AWarningIsLouderAndSlowerThanAStatement()
    {
        Prosody warning = _policy.For(EmotionLabel.Neutral, 1, DialogueAct.Warning);
        Assert.True(warning.GainDb > 0 && warning.Rate < 1);
    }

    [Fact]
    public void SwitchedOffEverythingIsPlain() =>
        Assert.Equal(Prosody.Plain, new ProsodyPolicy(new ProsodyOptions { Enabled = false }).For(EmotionLabel.Sad));

    [Fact]
    public void EveryWrongFieldIsNamed()
    {
        ProsodyOptions options = new() { FullConfidence = 3, Sad = new TonePreset { Rate = 0.5, Pause = TimeSpan.FromSeconds(9) }, Happy = new TonePreset { Pitch = 2 } };
        ValidateOptionsResult result = new ProsodyOptionsValidator().Validate(null, options);
        Assert.Contains("FullConfidence", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Sad.Rate", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Sad.Pause", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Happy.Pitch", result.FailureMessage, StringComparison.Ordinal);
        Assert.True(new ProsodyOptionsValidator().Validate(null, new ProsodyOptions()).Succeeded);
    }
}
