using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.Wake;

namespace EmotionVoice.Edge.Core.Tests.Wake;

public sealed class WakeWindowTests
{
    private static readonly TurnActivity s_idle = new(IsBusy: false, IsAudible: false, Answers: 0);
    private static readonly TurnActivity s_busy = s_idle with { IsBusy = true };
    private static readonly TurnActivity s_answered = s_idle with { Answers = 1 };

    private readonly WakeWindow _window = new(new WakeOptions { Patience = TimeSpan.FromSeconds(6), FollowUp = TimeSpan.FromSeconds(5) });

    [Fact]
    public void ItIsClosedAtFirst() => Assert.False(OpenAt(0));

    [Fact]
    public void AWakeOpensItForAsLongAsTheFirstWordMayTake()
    {
        _window.Open(WakeReason.Word, Samples(10));
        Assert.True(OpenAt(15.99));
        Assert.False(OpenAt(16));
    }

    [Fact]
    public void ItStaysOpenWhileSomebodySpeaks()
    {
        _window.Open(WakeReason.Button, Samples(0));
        Assert.True(OpenAt(20, speaking: true));
        Assert.False(OpenAt(20.1));
    }

    [Fact]
    public void ItStaysOpenWhileAnAnswerIsOnItsWay()
    {
        _window.Open(WakeReason.Word, Samples(0));
        Assert.True(OpenAt(60, turns: s_busy));
    }

    [Fact]
    public void TheFollowUpCountsFromTheEndOfTheAnswer()
    {
        _window.Open(WakeReason.Word, Samples(0));
        OpenAt(20, turns: s_busy);
        Assert.True(OpenAt(21, turns: s_answered));
        Assert.Equal(WakeReason.FollowUp, _window.Reason);
        Assert.True(OpenAt(25.99, turns: s_answered));
        Assert.False(OpenAt(26, turns: s_answered));
    }

    [Fact]
    public void AnAnswerBeforeThePatienceIsOverShortensItToTheFollowUp()
    {
        _window.Open(WakeReason.Word, Samples(0));
        OpenAt(0.5, turns: s_answered);
        Assert.False(OpenAt(5.6, turns: s_answered));
    }

    [Fact]
    public void AnUtteranceWithoutWordsGivesNoFollowUp()
    {
        _window.Open(WakeReason.Word, Samples(0));
        OpenAt(7, turns: s_busy);
        Assert.False(OpenAt(7.1));
    }

    [Fact]
    public void WithoutAFollowUpItClosesWithTheAnswer()
    {
        WakeWindow window = new(new WakeOptions { FollowUp = TimeSpan.Zero });
        window.Open(WakeReason.Word, 0);
        window.Advance(Samples(2), speaking: false, s_answered);
        Assert.False(window.IsOpen);
    }

    [Fact]
    public void AnAnswerWhileClosedOpensNothing() => Assert.False(OpenAt(1, turns: s_answered));

    [Fact]
    public void AWakeInTheFollowUpLengthensItAndNeverShortensIt()
    {
        WakeWindow window = new(new WakeOptions { Patience = TimeSpan.FromSeconds(2), FollowUp = TimeSpan.FromSeconds(5) });
        window.Open(WakeReason.FollowUp, 0);
        window.Open(WakeReason.Word, Samples(1));
        window.Advance(Samples(4.9), speaking: false, s_idle);
        Assert.True(window.IsOpen);
        window.Open(WakeReason.Word, Samples(4.9));
        window.Advance(Samples(6.8), speaking: false, s_idle);
        Assert.True(window.IsOpen);
    }

    [Fact]
    public void ClosingEndsItAtOnce()
    {
        _window.Open(WakeReason.Command, Samples(0));
        _window.Close();
        Assert.False(OpenAt(0.1, speaking: true));
    }

    private bool OpenAt(double seconds, bool speaking = false, TurnActivity? turns = null)
    {
        _window.Advance(Samples(seconds), speaking, turns ?? s_idle);
        return _window.IsOpen;
    }

    private static long Samples(double seconds) => AudioFormat.Samples(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void PatienceBeginsWhenAGreetingHasBeenHeard()
    {
        _window.Open(WakeReason.Button, Samples(0));
        Assert.True(OpenAt(5, turns: s_idle with { IsAudible = true }));
        Assert.True(OpenAt(10.9));
        Assert.False(OpenAt(11));
    }
}
