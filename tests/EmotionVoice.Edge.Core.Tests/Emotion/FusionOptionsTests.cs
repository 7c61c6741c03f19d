using EmotionVoice.Edge.Core.Emotion;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Tests.Emotion;

public sealed class FusionOptionsTests
{
    [Fact]
    public void TheDefaultsAreValid() => Assert.True(Validate(new FusionOptions()).Succeeded);

    [Fact]
    public void EveryWrongFieldIsNamed()
    {
        ValidateOptionsResult result = Validate(new FusionOptions { Rule = (FusionRule)9, VoiceWeight = -1, ConfidenceThreshold = 2, SnrUnusableDb = 20 });
        Assert.Contains("FusionOptions.Rule", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("FusionOptions.VoiceWeight", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("FusionOptions.ConfidenceThreshold", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("SnrUnusableDb has to lie below SnrCleanDb.", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void OneSideHasToCount() =>
        Assert.Contains("at least one side has to count", Validate(new FusionOptions { VoiceWeight = 0, WordWeight = 0 }).FailureMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(3601, false)]
    public void TheHalfLifeOfAMoodHasBounds(int seconds, bool valid) =>
        Assert.Equal(valid, new EmotionCourseOptionsValidator().Validate(null, new EmotionCourseOptions { HalfLife = TimeSpan.FromSeconds(seconds) }).Succeeded);

    private static ValidateOptionsResult Validate(FusionOptions options) => new FusionOptionsValidator().Validate(null, options);
}
