using EmotionVoice.Edge.Fleet;

namespace EmotionVoice.Edge.Tests.Fleet;

public sealed class ForeignTextTests
{
    [Theory]
    [InlineData("kitchen", "kitchen")]
    [InlineData("\u001b[2J\u001b[31mred\u0007", "[2J[31mred")]
    [InlineData("a\u009b31mb\u0090c", "a31mbc")]
    [InlineData("evil\u202Etxt\u2066\u200b.", "eviltxt.")]
    [InlineData("two\r\nlines\u2028three", "twolinesthree")]
    [InlineData("안녕 😀", "안녕 😀")]
    public void WhatCouldMoveACursorOrHideIsTakenOut(string foreign, string clean) => Assert.Equal(clean, ForeignText.Clean(foreign, 40));

    [Fact]
    public void HalfAPairIsNoCharacter() => Assert.Equal("half \ufffd pair", ForeignText.Clean("half \ud800 pair", 40));

    [Fact]
    public void ItIsCutByCharactersNotWithinOne() => Assert.Equal("😀😀…", ForeignText.Clean("😀😀😀", 2));
}
