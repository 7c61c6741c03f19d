using EmotionVoice.Edge.Benchmarks;

namespace EmotionVoice.Edge.Tests.Benchmarks;

public sealed class SoakVerdictTests
{
    private const long Megabyte = 1_000_000;

    [Fact]
    public void MemoryThatSettlesAfterFiftyTurnsIsNoGrowth()
    {
        SoakVerdict verdict = Of(turn => 300 + Math.Min(turn, 25));

        Assert.Empty(verdict.Problems);
        Assert.Equal(0, verdict.Growth, 3);
    }

    [Fact]
    public void ALeakOfHalfAMegabyteATurnIsNamed()
    {
        SoakVerdict verdict = Of(turn => 300 + (turn / 2));

        Assert.StartsWith("memory grew by", Assert.Single(verdict.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void ALongUtteranceNowAndThenIsNoGrowth()
    {
        SoakVerdict verdict = Of(turn => turn % 10 == 0 ? 400 : 300);

        Assert.Empty(verdict.Problems);
    }

    [Fact]
    public void WhatFailedWasIgnoredOrDroppedIsNamed()
    {
        SoakVerdict verdict = SoakVerdict.Of([.. Enumerable.Repeat(300 * Megabyte, 99)], asked: 100, failed: 1, ignored: 4, droppedFrames: 3, droppedUtterances: 4);

        Assert.Equal(
            ["1 turns failed", "4 turns had no words", "only 99 turns came of 100 recordings", "3 frames were dropped", "4 utterances were dropped"],
            verdict.Problems);
    }

    [Fact]
    public void ADoubtfulSentenceNowAndThenIsNoFault() =>
        Assert.Empty(SoakVerdict.Of([.. Enumerable.Repeat(300 * Megabyte, 300)], 300, 0, ignored: 9, 0, 0).Problems);

    private static SoakVerdict Of(Func<int, int> megabytesAt) =>
        SoakVerdict.Of([.. Enumerable.Range(1, 300).Select(turn => megabytesAt(turn) * Megabyte)], 300, 0, 0, 0, 0);
}
