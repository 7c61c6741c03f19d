using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Turns;

public sealed class SpeechStopTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.3, "One two")]
    [InlineData(0.51, "One two three four.")]
    [InlineData(0.7, "One two three four. Five")]
    public async Task OfAStoppedReplyOnlyWhatWasHeardIsRemembered(double share, string heard)
    {
        TurnBench bench = new() { Speaker = new FakeSpeaker(hearAtOnce: false), Chat = new FakeChatClient("One two three four. Five six seven eig.") };
        using ConversationEvents.Subscription events = bench.Events.Subscribe();
        Task<TurnReport?> turn = bench.Turns.RunAsync(Some.Utterance(), Token);
        await bench.Speaker.Draining.WaitAsync(Token);

        bench.Speaker.HearUntil((long)(bench.Speaker.EnqueuedSamples * share));
        Assert.True(bench.Stop.Stop(InterruptionCause.Button));
        TurnReport? report = await turn;

        Assert.Equal(heard, report!.Reply!.Text);
        Assert.Equal(heard, Assert.Single(bench.Conversation.Exchanges).Reply);
        List<ConversationEvent> told = await AllAsync(events);
        Assert.Single(told.OfType<SpeechInterrupted>());
        Assert.Single(told.OfType<TurnCompleted>());
        Assert.Equal(ConversationState.Listening, told.OfType<StateChanged>().Last().State);
    }

    [Fact]
    public async Task AReplyOfWhichNothingWasHeardIsNotRemembered()
    {
        TurnBench bench = new() { Speaker = new FakeSpeaker(hearAtOnce: false) };
        Task<TurnReport?> turn = bench.Turns.RunAsync(Some.Utterance(), Token);
        await bench.Speaker.Draining.WaitAsync(Token);

        Assert.True(bench.Stop.Stop(InterruptionCause.Button));

        Assert.Equal("", (await turn)!.Reply!.Text);
        Assert.Empty(bench.Conversation.Exchanges);
    }

    [Fact]
    public async Task AModelThatStillWritesIsStoppedToo()
    {
        CancellationToken writing = default;
        FakeChatClient chat = new("First sentence. And many more words.")
        {
            BeforeToken = async (token, cancellation) =>
            {
                writing = cancellation;
                if (token == 3)
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            },
        };
        TurnBench bench = new() { Speaker = new FakeSpeaker(hearAtOnce: false), Chat = chat };
        using ConversationEvents.Subscription events = bench.Events.Subscribe();
        Task<TurnReport?> turn = bench.Turns.RunAsync(Some.Utterance(), Token);
        await events.ReadAllAsync(Token).FirstAsync(happened => happened is StateChanged { State: ConversationState.Speaking }, Token);
        bench.Speaker.HearUntil(bench.Speaker.EnqueuedSamples);

        Assert.True(bench.Stop.Stop(InterruptionCause.Button));

        Assert.NotNull(await turn);
        Assert.True(writing.IsCancellationRequested);
        Assert.DoesNotContain(await AllAsync(events), happened => happened is TurnFailed);
        Assert.Single(bench.Voice.Requests);
    }

    [Fact]
    public async Task BeforeTheFirstSoundThereIsNothingToStop()
    {
        TaskCompletionSource thinking = new(), go = new();
        FakeChatClient chat = new("Hello.")
        {
            BeforeToken = (_, cancellation) =>
            {
                thinking.TrySetResult();
                return go.Task.WaitAsync(cancellation);
            },
        };
        TurnBench bench = new() { Chat = chat, Dialogue = new DialogueOptions { Openers = false } };
        Task<TurnReport?> turn = bench.Turns.RunAsync(Some.Utterance(), Token);
        await thinking.Task.WaitAsync(Token);

        Assert.False(bench.Stop.Stop(InterruptionCause.Button));
        go.SetResult();

        Assert.Equal("Hello.", (await turn)!.Reply!.Text);
        Assert.False(bench.Stop.Stop(InterruptionCause.Button));
    }

    [Fact]
    public async Task AnApologyCanBeStopped()
    {
        TurnBench bench = new() { Speaker = new FakeSpeaker(hearAtOnce: false), Transcriber = new FakeTranscriber(new InvalidOperationException("It broke.")) };
        Task<TurnReport?> turn = bench.Turns.RunAsync(Some.Utterance(), Token);
        await bench.Speaker.Draining.WaitAsync(Token);

        Assert.True(bench.Stop.Stop(InterruptionCause.Button));

        Assert.Null(await turn);
        Assert.False(bench.Feed.IsAudible);
    }

    [Fact]
    public async Task SoundThatWasOnItsWayWhenTheSpeechWasStoppedIsNotHeard()
    {
        TurnBench bench = new() { Speaker = new FakeSpeaker(hearAtOnce: false) };
        using StoppableSpeech speech = bench.Stop.Begin(Token);
        await bench.Feed.EnqueueAsync(new SpeechAudio(new float[1_000], 22_050), speech.Token);
        Assert.True(bench.Stop.Stop(InterruptionCause.Button));

        await bench.Feed.EnqueueAsync(new SpeechAudio(new float[1_000], 22_050), speech.Token);

        Assert.False(bench.Feed.IsAudible);
    }

    [Fact]
    public async Task ShutdownIsNotTakenForAStop()
    {
        TurnBench bench = new() { Speaker = new FakeSpeaker(hearAtOnce: false) };
        using CancellationTokenSource shutdown = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<TurnReport?> turn = bench.Turns.RunAsync(Some.Utterance(), shutdown.Token);
        await bench.Speaker.Draining.WaitAsync(Token);

        await shutdown.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turn);
    }

    private static async Task<List<ConversationEvent>> AllAsync(ConversationEvents.Subscription events)
    {
        events.Dispose();
        return await events.ReadAllAsync(Token).ToListAsync(Token);
    }
}
