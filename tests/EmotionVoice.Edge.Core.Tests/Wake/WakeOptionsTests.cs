using EmotionVoice.Edge.Core.Wake;

namespace EmotionVoice.Edge.Core.Tests.Wake;

public sealed class WakeOptionsTests
{
    [Fact]
    public void TheDefaultsAreSound()
    {
        Assert.True(new WakeOptionsValidator().Validate(WakeOptions.Section, new WakeOptions()).Succeeded);
        Assert.True(new WakeModeCheck().Validate(WakeOptions.Section, new WakeOptions()).Succeeded);
    }

    [Fact]
    public void EveryFieldOutOfRangeIsNamed()
    {
        WakeOptions options = new()
        {
            Word = "", Threshold = 1, Refractory = TimeSpan.Zero, Patience = TimeSpan.Zero, FollowUp = TimeSpan.FromHours(1),
        };
        string message = new WakeOptionsValidator().Validate(WakeOptions.Section, options).FailureMessage!;
        foreach (string field in (string[])["Word", "Threshold", "Refractory", "Patience", "FollowUp"])
            Assert.Contains(field, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WakeMode.None)]
    [InlineData((WakeMode)8)]
    public void AModeThatIsNoneIsRefused(WakeMode mode) => Assert.Equal(
        "Wake:Mode must be Open, Keyword, Button, or several of them with commas.",
        new WakeModeCheck().Validate(WakeOptions.Section, new WakeOptions { Mode = mode }).FailureMessage);

    [Fact]
    public void SeveralModesAreWrittenWithCommas() =>
        Assert.Equal(WakeMode.Keyword | WakeMode.Button, Enum.Parse<WakeMode>("keyword, button", ignoreCase: true));
}
