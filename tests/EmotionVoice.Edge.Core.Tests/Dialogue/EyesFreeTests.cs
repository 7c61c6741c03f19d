using EmotionVoice.Edge.Core.Dialogue;

namespace EmotionVoice.Edge.Core.Tests.Dialogue;

public sealed class EyesFreeTests
{
    [Theory]
    [InlineData("Look at the map.")]
    [InlineData("Just LOOK  over there!")]
    [InlineData("Take a quick look at the mirror.")]
    [InlineData("You can watch the video now.")]
    [InlineData("Please check your phone.")]
    [InlineData("Read the next message and answer it.")]
    [InlineData("Tap the red button on your screen.")]
    [InlineData("The way is shown on the display.")]
    [InlineData("As you can see, it is far.")]
    [InlineData("Close your eyes and breathe.")]
    [InlineData("Type in the address.")]
    [InlineData("화면을 보세요.")]
    [InlineData("지도를 한번 확인해 주세요.")]
    [InlineData("휴대폰을 잠깐 봐 주세요.")]
    [InlineData("눈을 감고 쉬세요.")]
    public void WhatAsksForTheEyesIsFound(string sentence) => Assert.True(EyesFree.AsksToLook(sentence));

    [Theory]
    [InlineData("I'll look it up for you.")]
    [InlineData("I look forward to it.")]
    [InlineData("It looks like rain.")]
    [InlineData("I see what you mean.")]
    [InlineData("The next exit is in two kilometres.")]
    [InlineData("Check the tyre pressure when you stop.")]
    [InlineData("Watch out for ice.")]
    [InlineData("You sound tired; take a break soon.")]
    [InlineData("천천히 숨을 쉬어 보세요.")]
    [InlineData("다음 출구에서 나가세요.")]
    public void WhatDoesNotIsLeft(string sentence) => Assert.False(EyesFree.AsksToLook(sentence));
}
