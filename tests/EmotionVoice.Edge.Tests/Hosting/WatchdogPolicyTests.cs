using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Hosting;

namespace EmotionVoice.Edge.Tests.Hosting;

public sealed class WatchdogPolicyTests
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromMilliseconds(32);

    private readonly WatchdogPolicy _policy = new(TimeSpan.FromSeconds(150));

    [Fact]
    public void FramesThatFlowAreEnoughWhileNobodySpeaks() => Assert.Null(_policy.Trouble(At(1_000), s_fresh, live: true));

    [Theory]
    [InlineData(10.0, null)]
    [InlineData(12.4, "The capture loop has not moved for 12 s")]
    public void AStandstillOfTenSecondsIsTrouble(double age, string? expected) => Assert.Equal(expected, _policy.Trouble(At(50), TimeSpan.FromSeconds(age), live: true));

    [Fact]
    public void AMicrophoneThatNeverGaveAFrameIsTrouble() => Assert.Equal("The microphone has not given a frame yet", _policy.Trouble(At(50), null, live: true));

    [Fact]
    public void ARecordingWaitsForItsAnswerAndThatIsNoTrouble()
    {
        _policy.Take(new StateChanged(ConversationState.Thinking), At(0));
        Assert.Null(_policy.Trouble(At(60), TimeSpan.FromSeconds(60), live: false));
        Assert.NotNull(_policy.Trouble(At(60), TimeSpan.FromSeconds(60), live: true));
        _policy.Take(new StateChanged(ConversationState.Listening), At(61));
        Assert.NotNull(_policy.Trouble(At(80), TimeSpan.FromSeconds(80), live: false));
    }

    [Fact]
    public void ProgressOfATurnStartsItsTimeAgain()
    {
        _policy.Take(new StateChanged(ConversationState.Thinking), At(0));
        _policy.Take(new ReplySentence(1, "…"), At(100));
        Assert.Null(_policy.Trouble(At(250), s_fresh, live: true));
        Assert.Equal("A turn has made no progress for 151 s", _policy.Trouble(At(251), s_fresh, live: true));
    }

    [Fact]
    public void EveryEndOfATurnEndsItsTime()
    {
        foreach (ConversationEvent end in new ConversationEvent[] { new TurnFailed(1, "broke"), new TurnIgnored(1, default(TranscriptRejection)), new StateChanged(ConversationState.Listening) })
        {
            _policy.Take(new StateChanged(ConversationState.Thinking), At(0));
            _policy.Take(end, At(1));
            Assert.Null(_policy.Trouble(At(10_000), s_fresh, live: true));
        }
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
