using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Turns;

public sealed class TurnDraftTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The same speech, with more silence behind it.
    private static Utterance Beginning => Some.Utterance() is var whole ? whole with { Samples = whole.Samples[..^4_800], TrailingSilence = TimeSpan.FromMilliseconds(200) } : null!;

    [Fact]
    public async Task ADraftIsHeardAndSeenByNobody()
    {
        TurnBench bench = new();
        TaskCompletionSource synthesised = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Voice.Failure = _ => { synthesised.TrySetResult(); return null; };

        List<ConversationEvent> events = await bench.EventsOf(async () =>
        {
            bench.Loop.Prepare(Beginning);
            await synthesised.Task.WaitAsync(s_patience, Token);
        });

        Assert.IsType<DraftBegun>(Assert.Single(events));
        Assert.Equal(["Hi."], bench.Voice.Requests.Select(request => request.Text)); // one sentence, no more
        Assert.Empty(bench.Speaker.Samples);
        Assert.Empty(bench.Conversation.Exchanges);
        Assert.Equal(default, bench.Loop.Activity);
    }

    [Fact]
    public async Task AnAnswerThatActsIsMadeWhenItIsDecidedAndSpokenWhole()
    {
        TurnBench bench = new() { Dialogue = new DialogueOptions { MaxSentences = 1, EyesFree = true } };
        int made = 0;
        DirectAnswer direct = new("tools", DialogueAct.Confirmation, _ => Task.FromResult($"It is done. Look at it. {++made}"));
        Understood heard = await bench.Understanding.UnderstandAsync(Some.Utterance(), Token);
        ReplyGate gate = new();

        Task<SpokenReply> reply = bench.Replies.AnswerAsync(heard, bench.Conversation, gate, Token, direct);
        Assert.Equal(0, made);
        using StoppableSpeech speech = bench.Stop.Begin(Token);
        gate.Open(1, bench.Clock.GetTimestamp(), speech);
        SpokenReply spoken = await reply.WaitAsync(s_patience, Token);

        Assert.Equal(("It is done. Look at it. 1", "tools"), (spoken.Text, spoken.Engine));
        Assert.Equal(["It is done.", "Look at it.", "1"], bench.Voice.Requests.Select(request => request.Text));
    }

    [Fact]
    public async Task ATurnThatIsOverWithTheSameWordsTakesTheDraft()
    {
        FakeTranscriber transcriber = new("Hello there.");
        FakeChatClient chat = new("Hi. How are you?");
        TurnBench bench = new() { Transcriber = transcriber, Chat = chat };

        List<ConversationEvent> events = await bench.EventsOf(() => Run(bench, async () =>
        {
            bench.Loop.Prepare(Beginning);
            await bench.Loop.AnswerAsync(Some.Utterance(), Token);
        }));

        Assert.Equal(1, transcriber.Calls);
        Assert.Single(chat.Requests);
        Assert.Equal(["Hi.", "How are you?"], bench.Voice.Requests.Select(request => request.Text));
        Assert.Equal("Hi. How are you?", Assert.Single(bench.Conversation.Exchanges).Reply);
        Assert.Equal(
            [
                nameof(DraftBegun), nameof(StateChanged), nameof(TranscriptReady), nameof(EmotionReady), nameof(ReplySentence), nameof(SpeakingStarted),
                nameof(StateChanged), nameof(ReplySentence), nameof(TurnCompleted), nameof(StateChanged),
            ],
            events.Select(e => e.GetType().Name));
        Assert.Equal(0, bench.Loop.DiscardedDrafts);
    }

    [Fact]
    public async Task TimesCountFromTheDecisionAndTellHowEarlyTheWorkBegan()
    {
        TurnBench bench = new();
        TaskCompletionSource synthesised = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Voice.Failure = _ => { synthesised.TrySetResult(); return null; };

        List<ConversationEvent> events = await bench.EventsOf(() => Run(bench, async () =>
        {
            bench.Loop.Prepare(Beginning);
            await synthesised.Task.WaitAsync(s_patience, Token);
            bench.Clock.Advance(TimeSpan.FromMilliseconds(300));
            await bench.Loop.AnswerAsync(Some.Utterance(), Token);
        }));

        TurnTimings timings = Assert.Single(events.OfType<TurnCompleted>()).Report.Timings;
        Assert.Equal(TimeSpan.Zero, timings.FirstToken);
        Assert.Equal(TimeSpan.Zero, timings.FirstAudio);
        Assert.Equal(TimeSpan.FromMilliseconds(300), timings.Early);
        Assert.Equal(timings.Endpoint, timings.Response);
    }

    [Fact]
    public async Task WhoGoesOnIsNeitherAnsweredNorRemembered()
    {
        FakeTranscriber transcriber = new("I would like.", "I would like some tea.");
        TaskCompletionSource writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FakeChatClient chat = new("Never said.", "Here you are.")
        {
            BeforeToken = (_, cancellationToken) => writing.TrySetResult() ? new TaskCompletionSource().Task.WaitAsync(cancellationToken) : Task.CompletedTask,
        };
        TurnBench bench = new() { Transcriber = transcriber, Chat = chat };

        List<ConversationEvent> events = await bench.EventsOf(() => Run(bench, async () =>
        {
            using ConversationEvents.Subscription own = bench.Events.Subscribe();
            bench.Loop.Prepare(Beginning);
            await writing.Task.WaitAsync(s_patience, Token);
            bench.Clock.Advance(TimeSpan.FromMilliseconds(250));
            bench.Loop.Discard();
            await own.ReadAllAsync(Token).FirstAsync(e => e is DraftDiscarded, Token).AsTask().WaitAsync(s_patience, Token);
            await bench.Loop.AnswerAsync(Some.Utterance(1.5), Token);
        }));

        Assert.Equal("Here you are.", string.Join(' ', events.OfType<ReplySentence>().Select(e => e.Text)));
        Assert.Equal("I would like some tea.", Assert.Single(bench.Conversation.Exchanges).User);
        Assert.DoesNotContain("Never said.", chat.Requests[1].Select(message => message.Text));
        DraftDiscarded wasted = Assert.Single(events.OfType<DraftDiscarded>());
        Assert.Equal(new DraftDiscarded(TimeSpan.FromMilliseconds(250), true, TimeSpan.FromMilliseconds(250)), wasted);
        Assert.Equal((1, wasted.Work), (bench.Loop.DiscardedDrafts, bench.Loop.DiscardedWork));
        Assert.Equal(1, Assert.Single(events.OfType<TurnCompleted>()).Turn);
    }

    [Fact]
    public async Task MoreSpeechMakesAnotherTurnOfIt()
    {
        FakeTranscriber transcriber = new("One.", "One two.");
        TurnBench bench = new() { Transcriber = transcriber };

        await Run(bench, async () =>
        {
            bench.Loop.Prepare(Beginning);
            await bench.Loop.AnswerAsync(Some.Utterance(1.5), Token);
        });

        Assert.Single(bench.Conversation.Exchanges);
        Assert.Equal(1, bench.Loop.DiscardedDrafts);
    }

    [Fact]
    public async Task WhatWasForgottenMeanwhileIsNotAnsweredFrom()
    {
        FakeChatClient chat = new("One.", "Two.", "Three.");
        TurnBench bench = new() { Chat = chat };
        TaskCompletionSource synthesised = new(TaskCreationOptions.RunContinuationsAsynchronously);

        await Run(bench, async () =>
        {
            await bench.Loop.AnswerAsync(Some.Utterance(), Token);
            bench.Voice.Failure = _ => { synthesised.TrySetResult(); return null; };
            bench.Loop.Prepare(Beginning);
            await synthesised.Task.WaitAsync(s_patience, Token);
            bench.Conversation.Forget();
            await bench.Loop.AnswerAsync(Some.Utterance(), Token);
        });

        Assert.Equal(3, chat.Requests.Count);
        Assert.True(chat.Requests[1].Count > chat.Requests[2].Count);
        Assert.Equal("Three.", Assert.Single(bench.Conversation.Exchanges).Reply);
    }

    [Fact]
    public async Task ADraftThatFailsEndsItsTurnAndTheNextOneWorks()
    {
        TurnBench bench = new() { Transcriber = new FakeTranscriber(new InvalidOperationException("engine broke"), "Hello.") };

        List<ConversationEvent> events = await bench.EventsOf(() => Run(bench, async () =>
        {
            bench.Loop.Prepare(Beginning);
            await bench.Loop.AnswerAsync(Some.Utterance(), Token);
            await bench.Loop.AnswerAsync(Some.Utterance(), Token);
        }));

        Assert.Contains(new TurnFailed(1, "engine broke"), events);
        Assert.Equal(PhraseBook.Apology("en"), bench.Voice.Requests[0].Text);
        Assert.Single(bench.Conversation.Exchanges);
    }

    [Fact]
    public async Task NothingIsBegunWhileATurnGoesOn()
    {
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FakeTranscriber transcriber = new("One.");
        TurnBench bench = new() { Transcriber = transcriber, Chat = new FakeChatClient("Fine.") { BeforeToken = (_, token) => go.Task.WaitAsync(token) } };

        await Run(bench, async () =>
        {
            Task answered = bench.Loop.AnswerAsync(Some.Utterance(), Token);
            bench.Loop.Prepare(Some.Utterance(2));
            go.SetResult();
            await answered;
        });

        Assert.Equal(1, transcriber.Calls);
    }

    [Fact]
    public async Task StoppingStopsADraft()
    {
        using CancellationTokenSource stop = new();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TurnBench bench = new()
        {
            Chat = new FakeChatClient("a b")
            {
                BeforeToken = async (_, cancellationToken) =>
                {
                    writing.TrySetResult();
                    try
                    {
                        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                    }
                    finally
                    {
                        stopped.TrySetResult();
                    }
                },
            },
        };
        Task running = bench.Loop.RunAsync(stop.Token);
        bench.Loop.Prepare(Beginning);
        await writing.Task.WaitAsync(s_patience, Token);

        await stop.CancelAsync();

        await stopped.Task.WaitAsync(s_patience, Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static async Task Run(TurnBench bench, Func<Task> act)
    {
        Task running = bench.Loop.RunAsync(Token);
        await act().WaitAsync(s_patience, Token);
        bench.Loop.Complete();
        await running.WaitAsync(s_patience, Token);
    }
}
