using System.Text;
using EmotionVoice.Edge.Engines.Llama;

namespace EmotionVoice.Edge.Engines.Tests.Llama;

public sealed class StopSequenceFilterTests
{
    [Theory]
    [InlineData("Hello there.\nUser: x", "Hello there.")]
    [InlineData("안녕하세요. User:", "안녕하세요. ")]
    [InlineData("Us and Use and Userland", "Us and Use and Userland")]
    [InlineData("User:", "")]
    [InlineData("UsUser: no", "Us")]
    [InlineData("ends with Use", "ends with Use")]
    public void AStopSequenceNeverLeaksHoweverTheTextIsSplit(string text, string expected)
    {
        for (int size = 1; size <= text.Length; size++)
        {
            StopSequenceFilter filter = new(["\n", "User:"]);
            StringBuilder said = new();
            for (int start = 0; start < text.Length && !filter.Stopped; start += size)
                said.Append(filter.Push(text.Substring(start, Math.Min(size, text.Length - start))));
            if (!filter.Stopped)
                said.Append(filter.Flush());
            Assert.Equal(expected, said.ToString());
        }
    }

    [Fact]
    public void WhatCannotBecomeAStopSequencePassesAtOnce()
    {
        StopSequenceFilter filter = new(["User:"]);
        Assert.Equal("Good ", filter.Push("Good Us"[..5]));
        Assert.Equal("", filter.Push("Us"));
        Assert.Equal("Us ", filter.Push(" "));
    }

    [Fact]
    public void TheEarliestOfSeveralStopSequencesCounts()
    {
        StopSequenceFilter filter = new(["END", "\n"]);
        Assert.Equal("one", filter.Push("one\ntwo END"));
        Assert.True(filter.Stopped);
        Assert.Equal("", filter.Push("more"));
    }
}
