using EmotionVoice.Edge.Engines.Llama;
using LLama.Native;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Engines.Tests.Llama;

public sealed class ContextFitTests
{
    [Fact]
    public void OldestTurnsAreDroppedSeveralAtOnce()
    {
        ContextFit fit = new(Tokenize, null, dropTogether: 2);
        Assert.Equal("S|c|d|e", Text(fit.Fit(Conversation("S", "a", "b", "c", "d", "e"), 8)));
        Assert.Equal("S|e", Text(fit.Fit(Conversation("S", "a", "b", "c", "d", "e"), 5)));
    }

    [Fact]
    public void AGrowingConversationKeepsItsBeginningForSeveralRequests()
    {
        ContextFit fit = new(Tokenize, null, dropTogether: 3);
        string[] turns = ["a", "b", "c", "d", "e", "f", "g", "h"];
        string[] prompts = [.. Enumerable.Range(4, 5).Select(n => Text(fit.Fit(Conversation("S", turns[..n]), 10)))];
        Assert.Equal(["S|a|b|c|d", "S|d|e", "S|d|e|f", "S|d|e|f|g", "S|g|h"], prompts);
    }

    [Fact]
    public void TheLimitOfEarlierTurnsHoldsEvenWhereMoreWouldFit()
    {
        ContextFit fit = new(Tokenize, 1, dropTogether: 4);
        Assert.Equal("S|d|e", Text(fit.Fit(Conversation("S", "a", "b", "c", "d", "e"), 100)));
    }

    [Fact]
    public void ALongMessageKeepsItsEndAndItsFeeling()
    {
        ContextFit fit = new(Tokenize, null, dropTogether: 4);
        Assert.Equal("S|[sad] we left home", Text(fit.Fit(Conversation("S", "a", "[sad] and then and then and then we left home"), 22)));
    }

    [Fact]
    public void WhatHasToStayAndDoesNotFitIsAnError()
    {
        ContextFit fit = new(Tokenize, null, dropTogether: 4);
        InvalidOperationException refused =
            Assert.Throws<InvalidOperationException>(() => fit.Fit(Conversation("A very long instruction", "hello"), 10));
        Assert.Contains("ContextSize", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("오늘은 정말 힘든 하루였어", 6, "하루였어")]
    [InlineData("😀😀😀", 3, "😀")]
    [InlineData("[sad] word", 0, "[sad] ")]
    public void AnEndBeginsWithAWholeWordOrCharacter(string text, int characters, string expected) =>
        Assert.Equal(expected, ContextFit.End(text, characters));

    private static Conversation Conversation(string system, params string[] users) => new(
        [new(ChatRole.System, system)], [.. users.Select(u => new PromptMessage[] { new(ChatRole.User, u) })], null);

    // One token a character: counts are easy to follow.
    private static LLamaToken[] Tokenize(Conversation conversation) =>
        [.. string.Join('|', conversation.Messages.Select(m => m.Text)).Select(c => (LLamaToken)c)];

    private static string Text(LLamaToken[] tokens) => string.Concat(tokens.Select(t => (char)(int)t));
}
