using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Silence;

public sealed class QuestionWatchTests
{
    private readonly FakeAnnouncer _announcer = new();
    private readonly FakeClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<ConversationEvent> Answers =>
    [
        new SpeechStarted(default),
        new StateChanged(ConversationState.Idle),
        new StateChanged(ConversationState.Thinking),
        new ControlChanged(new ControlState(true, 1, null, null)),
        new ConversationForgotten(),
    ];

    [Fact]
    public async Task SilenceAfterAQuestionIsEndedOnceAndGently()
    {
        ConversationEvents events = new();
        Task watching = Watch(events, out ConversationEvents.Subscription subscription);
        events.Publish(await TurnAsync("I see. How was it?"));
        events.Publish(new StateChanged(ConversationState.Listening));
        await ArmedAsync();

        _clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Equal(0, _announcer.Count);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("Take your time, I'm listening.", await _announcer.NextAsync(Token));
        _clock.Advance(TimeSpan.FromMinutes(5));

        subscription.Dispose();
        await watching;
        Assert.Equal(0, _announcer.Count);
    }

    [Theory]
    [MemberData(nameof(Answers), DisableDiscoveryEnumeration = true)]
    public async Task WhoAnswersOrCantIsLeftAlone(ConversationEvent happened)
    {
        ConversationEvents events = new();
        Task watching = Watch(events, out ConversationEvents.Subscription subscription);
        events.Publish(await TurnAsync("How was it?"));
        await ArmedAsync();

        events.Publish(happened);
        while (_clock.PendingTimers > 0)
            await Task.Yield();
        _clock.Advance(TimeSpan.FromMinutes(1));

        subscription.Dispose();
        await watching;
        Assert.Equal(0, _announcer.Count);
    }

    [Fact]
    public async Task AStatementNeedsNoAnswer()
    {
        ConversationEvents events = new();
        Task watching = Watch(events, out ConversationEvents.Subscription subscription);
        events.Publish(await TurnAsync("That was good."));
        subscription.Dispose();
        await watching;

        Assert.Equal(0, _clock.PendingTimers);
        Assert.Equal(0, _announcer.Count);
    }

    private Task Watch(ConversationEvents events, out ConversationEvents.Subscription subscription)
    {
        subscription = events.Subscribe();
        return new QuestionWatch(new SilenceOptions(), _announcer, _clock, NullLogger<QuestionWatch>.Instance).ObserveAsync(subscription.ReadAllAsync(Token), Token);
    }

    private async Task ArmedAsync()
    {
        while (_clock.PendingTimers == 0)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<TurnCompleted> TurnAsync(string reply)
    {
        TurnBench bench = new() { Chat = new FakeChatClient(reply) };
        return new TurnCompleted(1, (await bench.Turns.RunAsync(Some.Utterance(), Token))!);
    }
}
