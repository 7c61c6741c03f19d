using EmotionVoice.Edge.Core.Dialogue;

namespace EmotionVoice.Edge.Core.Tests.Dialogue;

public sealed class ReplyGuardTests
{
    [Fact]
    public void AsTheSettingsAreEverythingIsSpoken()
    {
        ReplyGuard guard = new(new DialogueOptions());
        Assert.All(["One.", "Look at that!", "Three?"], sentence => Assert.True(guard.Admit(sentence)));
        Assert.False(guard.IsFull || guard.HasLeftOut);
    }

    [Fact]
    public void ALongSentenceInPartsIsOne()
    {
        ReplyGuard guard = new(new DialogueOptions { MaxSentences = 1 });
        Assert.True(guard.Admit("Well, as far as I know,"));
        Assert.False(guard.IsFull);
        Assert.True(guard.Admit("it opens at “nine.”"));
        Assert.True(guard.IsFull);
        Assert.False(guard.Admit("And closes at five."));
        Assert.Equal("Well, as far as I know, it opens at “nine.”", guard.Said);
    }

    [Fact]
    public void WhatIsLeftOutDoesNotCount()
    {
        ReplyGuard guard = new(new DialogueOptions { MaxSentences = 1, EyesFree = true });
        Assert.False(guard.Admit("Look at the map."));
        Assert.False(guard.IsFull);
        Assert.True(guard.Admit("Turn left."));
        Assert.True(guard.HasLeftOut);
    }
}
