using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Dialogue;

public sealed class ForgetAfterSilenceTests : IDisposable
{
    private static readonly object s_turn = new TurnCompleted(1, null!);

    private readonly TurnBench _bench = new();
    private readonly Floor _floor = new();
    private readonly EmotionCourse _course = new(new EmotionCourseOptions());

    private FakeClock Clock => _bench.Clock;

    private bool IsForgotten => _bench.Conversation.Exchanges.Count == 0;

    public void Dispose() => _floor.Dispose();

    [Fact]
    public async Task AfterAMinuteOfSilenceAllIsForgotten()
    {
        await ObserveAsync(
            ConversationState.Thinking, ConversationState.Speaking, s_turn, ConversationState.Listening, (Func<Task>)Timer, Later(59.9),
            (Action)(() => Assert.False(IsForgotten)), Later(0.1), (Func<Task>)(() => Script.Until(() => IsForgotten)));

        Assert.Equal(Mood.Unknown, _course.Current);
    }

    [Fact]
    public async Task WhoSpeaksAgainIsRemembered() => await ObserveAsync(
        s_turn, ConversationState.Listening, (Func<Task>)Timer, Later(50), new SpeechStarted(default), ConversationState.Hearing, Later(10), (Func<Task>)Timer, Later(30), ConversationState.Listening,
        Later(30), (Func<Task>)Timer, (Action)(() => Assert.False(IsForgotten)), Later(30), (Func<Task>)(() => Script.Until(() => IsForgotten)));

    [Fact]
    public async Task AReplyIsNoSilenceHoweverLong() => await ObserveAsync(
        s_turn, ConversationState.Speaking, (Func<Task>)Timer, Later(60), (Func<Task>)Timer, Later(60), (Func<Task>)Timer, (Action)(() => Assert.False(IsForgotten)));

    [Fact]
    public async Task ASentenceThatTheGateCutOffDoesNotKeepItForEver() => await ObserveAsync(
        s_turn, ConversationState.Hearing, new SpeechEnded(default, IsUtterance: false), (Func<Task>)Timer, Later(60), (Func<Task>)(() => Script.Until(() => IsForgotten)));

    [Fact]
    public async Task SeveralTurnsAreForgottenOnce()
    {
        List<ConversationEvent> told = await _bench.EventsOf(() => ObserveAsync(
            s_turn, (Func<Task>)Timer, s_turn, ConversationState.Listening, Later(60), (Func<Task>)(() => Script.Until(() => IsForgotten)), Later(60)));

        Assert.Single(told.OfType<ConversationForgotten>());
        Assert.Equal(0, Clock.PendingTimers);
    }

    [Fact]
    public async Task WithNothingToForgetNothingIsTold()
    {
        List<ConversationEvent> told = await _bench.EventsOf(() => ObserveAsync(ConversationState.Listening, new SpeechStarted(default), Later(600)));

        Assert.DoesNotContain(told, happened => happened is ConversationForgotten);
        Assert.Equal(0, Clock.PendingTimers);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(0, true)]
    public void LessThanAPauseIsNoSetting(int seconds, bool valid) =>
        Assert.Equal(valid, !new DialogueForgetCheck().Validate(null, new DialogueOptions { ForgetAfter = TimeSpan.FromSeconds(seconds) }).Failed);

    private async Task ObserveAsync(params object[] steps)
    {
        _bench.Conversation.Add(new Exchange("Hi", EmotionLabel.Happy, "en", "Hello"));
        _course.Add(FusedEmotion.Unknown with { Scores = FakeVoiceEmotion.Sure(EmotionLabel.Sad), Confidence = 1 }, TimeSpan.Zero);
        DeviceControl control = new(
            _bench.Replies, _bench.Feed, _bench.Stop, _bench.Voice, new ProsodyPolicy(new ProsodyOptions()), _bench.Conversation, _floor, new MuteSwitch(), new VolumeControl(),
            new TranscriptionOptions(), _bench.Events, new OpenMicrophoneGate(), course: _course);
        using ForgetAfterSilence observer = new(new DialogueOptions { ForgetAfter = TimeSpan.FromMinutes(1) }, control, Clock);
        await observer.ObserveAsync(Script.Of(steps), TestContext.Current.CancellationToken);
    }

    private Task Timer() => Script.Until(() => Clock.PendingTimers == 1);

    private Action Later(double seconds) => () => Clock.Advance(TimeSpan.FromSeconds(seconds));
}
