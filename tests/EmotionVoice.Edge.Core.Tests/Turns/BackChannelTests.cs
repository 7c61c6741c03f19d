using EmotionVoice.Edge.Core.Turns;

namespace EmotionVoice.Edge.Core.Tests.Turns;

public sealed class BackChannelTests
{
    [Theory]
    [InlineData("Mm-hm.", "en")]
    [InlineData("Uh-huh.", "en")]
    [InlineData("Yeah, yeah.", "en")]
    [InlineData("Okay, I see.", "en")]
    [InlineData("Of course!", "en")]
    [InlineData("네.", "ko")]
    [InlineData("네, 네.", "ko")]
    [InlineData("어…", "ko")]
    [InlineData("아, 그렇구나.", "ko")]
    public void WhoOnlyListensTakesNoFloor(string text, string language) => Assert.True(BackChannel.Is(text, language));

    [Theory]
    [InlineData("Stop.", "en")]
    [InlineData("No.", "en")]
    [InlineData("Wait.", "en")]
    [InlineData("Yeah, but when?", "en")]
    [InlineData("I got", "en")]
    [InlineData("Okay okay okay okay stop", "en")]
    [InlineData("", "en")]
    [InlineData("아니요.", "ko")]
    [InlineData("잠깐만.", "ko")]
    [InlineData("네, 그만하세요.", "ko")]
    public void WhoWantsSomethingDoes(string text, string language) => Assert.False(BackChannel.Is(text, language));
}
