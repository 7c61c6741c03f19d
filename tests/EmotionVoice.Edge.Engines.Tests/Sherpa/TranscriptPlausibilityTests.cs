using EmotionVoice.Edge.Engines.Sherpa;

namespace EmotionVoice.Edge.Engines.Tests.Sherpa;

public class TranscriptPlausibilityTests
{
    [Theory]
    [InlineData("Kids are talking.", "kids are talking", 0)]
    [InlineData("abcd", "", 1)]
    [InlineData("", "", 0)]
    [InlineData("abcd", "abxd", 0.25)]
    [InlineData("abc", "xabc", 0.25)]
    public void DistanceCountsEditsOfLettersOnly(string first, string second, double expected) =>
        Assert.Equal(expected, TranscriptPlausibility.Distance(first, second), 6);

    [Fact]
    public void WordsThatHoldAreBelieved()
    {
        Assert.Equal(1, TranscriptPlausibility.Confidence(0, "Turn on the light please.", 6, 1.5));
        Assert.True(TranscriptPlausibility.Confidence(0.15, "Turn on the light please.", 6, 1.5) > 0.7);
    }

    [Fact]
    public void WordsThatChangeWithTheSoundAreNot() =>
        Assert.True(TranscriptPlausibility.Confidence(0.43, "Have some de-edited care?", 8, 2) < 0.35);

    [Fact]
    public void AnotherScriptIsMadeUp() =>
        Assert.Equal(0, TranscriptPlausibility.Confidence(0, "我们怎么样 and so on", 8, 4));

    [Fact]
    public void AccentedWordsAreStillLatin() =>
        Assert.Equal(1, TranscriptPlausibility.Confidence(0, "A café in Besançon.", 8, 3));

    [Fact]
    public void ALoopIsNotBelievedHoweverStable()
    {
        const string loop = "The first thing that we can do is to make sure that we are able to make sure that we are able to make sure that we are able to";
        Assert.True(TranscriptPlausibility.IsLoop(loop));
        Assert.True(TranscriptPlausibility.Confidence(0, loop, 30, 10) < 0.35);
        Assert.False(TranscriptPlausibility.IsLoop("The earliest book printed with movable types, the Gutenberg, or forty-two line Bible of about fourteen fifty-five."));
    }

    [Fact]
    public void MoreWordsThanAnybodyCanSayAreNotBelieved() =>
        Assert.True(TranscriptPlausibility.Confidence(0, "so many different words in one single breath", 40, 2) < 0.35);
}
