using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Pipeline;

public sealed class VoicePipelineTests
{
    private static readonly float[] s_speech = Some.Speech(TimeSpan.FromSeconds(1));
    private static readonly float[] s_silence = Some.Silence(TimeSpan.FromSeconds(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryUtteranceOfARecordingIsAnsweredInOrder()
    {
        TurnBench bench = new() { Transcriber = new FakeTranscriber("One.", "Two.", "Three.") };

        await bench.Pipeline(s_silence, s_speech, s_silence, s_speech, s_silence, s_speech).RunAsync(Token);

        Assert.Equal(["One.", "Two.", "Three."], bench.Conversation.Exchanges.Select(exchange => exchange.User));
    }

    [Fact]
    public async Task SilenceRaisesNoTurn()
    {
        FakeTranscriber transcriber = new("Thank you.");
        TurnBench bench = new() { Transcriber = transcriber };

        List<ConversationEvent> events = await bench.EventsOf(() => bench.Pipeline(s_silence, s_silence).RunAsync(Token));

        Assert.Equal(0, transcriber.Calls);
        Assert.DoesNotContain(events, e => e is SpeechStarted or TurnIgnored or TurnCompleted);
    }

    [Fact]
    public async Task AFailedTurnDoesNotEndTheListeningLoop()
    {
        TurnBench bench = new() { Transcriber = new FakeTranscriber(new InvalidOperationException("broke"), "Two.") };

        List<ConversationEvent> events = await bench.EventsOf(() => bench.Pipeline(s_speech, s_silence, s_speech, s_silence).RunAsync(Token));

        Assert.Single(events.OfType<TurnFailed>());
        Assert.Equal("Two.", Assert.Single(bench.Conversation.Exchanges).User);
    }

    [Fact]
    public async Task StoppingEndsThePipelineInTheMiddleOfATurn()
    {
        using CancellationTokenSource stop = new();
        TurnBench bench = new() { Chat = new FakeChatClient("a b c") { BeforeToken = (_, _) => stop.CancelAsync() } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Pipeline(s_speech, s_silence).RunAsync(stop.Token).WaitAsync(TimeSpan.FromSeconds(20), Token));
    }

    [Fact]
    public async Task APauseBeginsAnAnswerAndMoreWordsDiscardIt()
    {
        FakeTranscriber transcriber = new("I would like.", "I would like some tea.");
        TurnBench bench = new() { Transcriber = transcriber };
        using ConversationEvents.Subscription happening = bench.Events.Subscribe();
        await using IAsyncEnumerator<ConversationEvent> happened = happening.ReadAllAsync(Token).GetAsyncEnumerator(Token);
        FakeMicrophone microphone = new(Some.Frames(s_speech, Some.Silence(TimeSpan.FromSeconds(0.4)), s_speech, s_silence), before: async frame =>
        {
            // The speaker goes on when the first answer is under way, and is heard to the end when it is gone.
            if (frame.Start == 50 * frame.Samples.Length)
                await SeeAsync<DraftDiscarded>(happened);
        });

        List<ConversationEvent> events = await bench.EventsOf(() => bench.Pipeline(microphone).RunAsync(Token).WaitAsync(TimeSpan.FromSeconds(20), Token));

        Assert.Equal(
            [nameof(DraftBegun), nameof(DraftDiscarded), nameof(DraftBegun), nameof(TurnCompleted)],
            events.Where(e => e is DraftBegun or DraftDiscarded or TurnCompleted).Select(e => e.GetType().Name));
        Assert.Equal("I would like some tea.", Assert.Single(bench.Conversation.Exchanges).User);
        Assert.Equal(1, bench.Loop.DiscardedDrafts);
        // Nobody saw it thinking or heard it speak before the turn was over.
        Assert.True(events.FindIndex(e => e is SpeechEnded) < events.FindIndex(e => e is StateChanged { State: ConversationState.Thinking }));
    }

    [Fact]
    public async Task ARecordingThatRunsFasterThanTimeIsAnsweredWithoutEarlyWork()
    {
        TurnBench bench = new();

        List<ConversationEvent> events = await bench.EventsOf(() => bench.Pipeline(s_speech, s_silence).RunAsync(Token));

        Assert.DoesNotContain(events, e => e is DraftBegun or TranscriptPartial);
        Assert.Single(bench.Conversation.Exchanges);
    }

    private static async Task SeeAsync<T>(IAsyncEnumerator<ConversationEvent> events)
    {
        while (await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token))
            if (events.Current is T)
                return;
    }
}
