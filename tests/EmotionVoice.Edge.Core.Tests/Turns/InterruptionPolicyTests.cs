using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Turns;

namespace EmotionVoice.Edge.Core.Tests.Turns;

public sealed class InterruptionPolicyTests
{
    private readonly InterruptionPolicy _policy = new(new InterruptionOptions());
    private readonly List<(int AtMs, InterruptionStep Step)> _steps = [];
    private int _frames;

    [Fact]
    public void TheDeviceFallsSilentWithTheFirstFrameOfSpeech()
    {
        Hear(speechMs: 192);

        Assert.Equal([(32, InterruptionStep.Hold)], _steps);
    }

    [Fact]
    public void ACoughDoesNotEvenNeedWords()
    {
        Hear(speechMs: 224, silenceMs: 600);

        Assert.Equal([InterruptionStep.Hold, InterruptionStep.Resume], _steps.Select(step => step.Step));
        Assert.InRange(_steps[^1].AtMs, 224 + 500, 224 + 500 + 32);
    }

    [Fact]
    public void WhoDrawsBreathAfterTheFirstWordIsNotTalkedOver()
    {
        Hear(speechMs: 224, silenceMs: 384);
        Hear(speechMs: 416, silenceMs: 288);

        Assert.Equal([InterruptionStep.Hold, InterruptionStep.Ask], _steps.Select(step => step.Step));
    }

    [Fact]
    public void SomethingLongerIsLookedAtAsSoonAsItPauses()
    {
        Hear(speechMs: 416, silenceMs: 500);

        Assert.Equal([InterruptionStep.Hold, InterruptionStep.Ask], _steps.Select(step => step.Step));
        Assert.InRange(_steps[^1].AtMs, 416 + 250, 416 + 250 + 32);
    }

    [Fact]
    public void ABackChannelLetsTheAnswerGoOn()
    {
        Hear(speechMs: 416, silenceMs: 500);

        Assert.Equal(InterruptionStep.Resume, _policy.Answer(meant: false));
        Assert.False(_policy.IsHolding);
    }

    [Fact]
    public void SomebodyWhoTalksOnIsLookedAtWithoutAPause()
    {
        Hear(speechMs: 1_600);

        Assert.Equal([InterruptionStep.Hold, InterruptionStep.Ask], _steps.Select(step => step.Step));
        Assert.InRange(_steps[^1].AtMs, 1_000, 1_032);
        Assert.Equal(InterruptionStep.None, _policy.Answer(meant: true));
        Assert.False(_policy.IsHolding);
    }

    [Fact]
    public void ABackChannelThatTurnsIntoASentenceIsLookedAtAgain()
    {
        Hear(speechMs: 416, silenceMs: 288);
        Hear(speechMs: 320);
        Assert.Equal(InterruptionStep.None, _policy.Answer(meant: false));

        Hear(speechMs: 320, silenceMs: 288);

        Assert.Equal([InterruptionStep.Hold, InterruptionStep.Ask, InterruptionStep.Ask], _steps.Select(step => step.Step));
    }

    [Fact]
    public void SoundWithoutWordsHoldsTheAnswerForTwoSecondsAndIsThenIgnored()
    {
        Hear(speechMs: 1_024);
        Assert.Equal(InterruptionStep.None, _policy.Answer(meant: false));
        Hear(speechMs: 4_000);

        Assert.Equal([InterruptionStep.Hold, InterruptionStep.Ask, InterruptionStep.Resume], _steps.Select(step => step.Step));
        Assert.InRange(_steps[^1].AtMs, 2_000, 2_128);

        Hear(speechMs: 0, silenceMs: 288);
        Hear(speechMs: 128);
        Assert.Equal(InterruptionStep.Hold, _steps[^1].Step);
    }

    [Fact]
    public void WhileTheWordsAreLookedForNothingIsDecided()
    {
        Hear(speechMs: 416, silenceMs: 6_000);

        Assert.Equal([InterruptionStep.Hold, InterruptionStep.Ask], _steps.Select(step => step.Step));
    }

    private void Hear(int speechMs, int silenceMs = 0)
    {
        for (int ms = 0; ms < speechMs; ms += 32)
            Push(speech: true);
        for (int ms = 0; ms < silenceMs; ms += 32)
            Push(speech: false);
    }

    private void Push(bool speech)
    {
        InterruptionStep step = _policy.Hear(speech);
        int at = ++_frames * (int)AudioFormat.FrameDuration.TotalMilliseconds;
        if (step != InterruptionStep.None)
            _steps.Add((at, step));
    }
}
