using EmotionVoice.Edge.Core.Dialogue.Rules;
using EmotionVoice.Edge.Core.Dialogue.Tools;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Tools;

public sealed class ToolPhraseTests
{
    [Theory]
    [InlineData("weather in|for {city}", "What's the weather in New York?", "city=New York")]
    [InlineData("weather in|for {city}", "weather for Paris, please.", "city=Paris")]
    [InlineData("weather in {city} today?", "What is the weather in St. John's today?", "city=St. John's")]
    [InlineData("what's the weather in {city}", "What is the weather in Oslo", "city=Oslo")]
    [InlineData("weather in {city}", "I like the weather in", null)]
    [InlineData("turn {what} off", "Could you turn the kitchen light off again", "what=the kitchen light")]
    [InlineData("add {a} and {b}", "Add 3.5 and twenty five.", "a=3.5 b=twenty five")]
    [InlineData("remind {who} that {what}", "Remind Anna that it's her turn!", "who=Anna what=it's her turn")]
    [InlineData("{who} is here", "My sister is here now", "who=My sister")]
    [InlineData("^ lights on $", "lights on", "")]
    [InlineData("^ lights on $", "the lights on", null)]
    [InlineData("wi-fi password", "Tell me the Wi-Fi password.", "")]
    [InlineData("start the dishwaser~", "start the dishwasher", "")]
    [InlineData("{city} 날씨 알려|말해 줘", "서울 강남구 날씨 알려줘.", "city=서울 강남구")]
    [InlineData("{city} 의? 날씨", "뉴욕의 날씨가 어때요?", "city=뉴욕")]
    [InlineData("{city} 날씨", "날씨 좋네요", null)]
    [InlineData("{a} 더하기 {b}", "삼 더하기 이십오", "a=삼 b=이십오")]
    [InlineData("거실 불 꺼", "거실불 좀 꺼 줘", null)]
    [InlineData("거실 불 * 꺼", "거실불 좀 꺼 줘", "")]
    [InlineData("{text} 라고 적어", "우유 사기! 라고 적어 줘", "text=우유 사기")]
    public void WordsAreTakenAsTheyWereSaid(string phrase, string said, string? taken)
    {
        Dictionary<string, string>? match = new ToolPhrase(phrase).Match(SpokenWords.Of(said));

        Assert.Equal(taken, match is null ? null : string.Join(' ', match.Select(one => $"{one.Key}={one.Value}")));
    }

    [Theory]
    [InlineData("{city}", "It has no word that must be said.")]
    [InlineData("please? {city}", "It has no word that must be said.")]
    [InlineData("weather in {city}?", "'{city}?' is neither a word nor a {name} of letters, digits and _, standing alone.")]
    [InlineData("from {a} {b}", "There is no word between {a} and {b}.")]
    [InlineData("from {a} to {a}", "A name stands in it twice.")]
    public void WhatIsNoPhraseIsRefused(string phrase, string why) =>
        Assert.StartsWith(why, Assert.Throws<ArgumentException>(() => new ToolPhrase(phrase)).Message, StringComparison.Ordinal);
}
