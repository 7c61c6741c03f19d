using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Echo;

namespace EmotionVoice.Edge.Core.Tests.Echo;

public sealed class EchoGateTests
{
    private readonly EchoGate _gate = new();

    [Fact]
    public void BeforeItKnowsWhatIsLeftItJudgesNothing()
    {
        for (int frame = 0; frame < EchoGate.LearningFrames; frame++)
            Assert.Equal(EchoVerdict.Unjudged, _gate.Judge(playedDb: -20, leftDb: -45));
        Assert.Equal(EchoVerdict.OwnVoice, _gate.Judge(-20, -45));
    }

    [Fact]
    public void WhileNothingIsPlayedAllIsClear() => Assert.Equal(EchoVerdict.Clear, _gate.Judge(Level.SilenceDbfs, -20));

    [Fact]
    public void WhatIsLeftOfItsOwnVoiceVariesAndStaysItsOwn()
    {
        Learn();
        Random random = new(1);
        for (int frame = 0; frame < 500; frame++)
        {
            float played = -30 + 15 * random.NextSingle();
            Assert.Equal(EchoVerdict.OwnVoice, _gate.Judge(played, played - 25 + 6 * random.NextSingle()));
        }
    }

    [Fact]
    public void APersonIsHeardFromTheFirstFrameToTheLastAndThroughPauses()
    {
        Learn();
        for (int word = 0; word < 50; word++)
        {
            for (int frame = 0; frame < 6; frame++)
                Assert.Equal(EchoVerdict.Clear, _gate.Judge(-20, -22));
            for (int frame = 0; frame < 4; frame++)
                Assert.Equal(EchoVerdict.Clear, _gate.Judge(-20, -37));
        }

        // What was learned is what it was.
        Assert.InRange(_gate.ExpectedLossDb, 20, 32);
    }

    [Fact]
    public void TheRoomRingsOnAfterTheLastWord()
    {
        Learn();
        for (int frame = 0; frame < 10; frame++)
            Assert.Equal(EchoVerdict.OwnVoice, _gate.Judge(Level.SilenceDbfs, -45 - frame));
    }

    private void Learn()
    {
        for (int frame = 0; frame < EchoGate.LearningFrames + 20; frame++)
            _gate.Judge(-20, -45 + frame % 3);
    }
}
