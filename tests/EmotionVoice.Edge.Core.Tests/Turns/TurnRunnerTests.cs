using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Tests.Turns;

public sealed class TurnRunnerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheModelIsToldWhereTheMoodHasBeenGoing()
    {
        FakeChatClient chat = new("I see.");
        TurnBench bench = new()
        {
            Chat = chat, Style = new ReplyStyle { Tag = EmotionTag.Note }, Transcriber = new FakeTranscriber("Well."),
            VoiceEmotion = new ChangingVoice(EmotionLabel.Happy, EmotionLabel.Angry, EmotionLabel.Angry),
        };
        for (int turn = 0; turn < 3; turn++)
        {
            await bench.Turns.RunAsync(Some.Utterance(), TestContext.Current.CancellationToken);
            bench.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(
            ["Well. (The speaker sounds happy.)", "Well. (The speaker sounds angry.)", "Well. (The speaker sounds angry; their mood has been getting worse.)"],
            chat.Requests[2].Where(message => message.Role == ChatRole.User).Select(message => message.Text));
    }

    [Fact]
    public async Task ATurnIsHeardUnderstoodAnsweredAndRemembered()
    {
        TurnBench bench = new();

        TurnReport? report = await bench.Turns.RunAsync(Some.Utterance(), Token);

        Assert.Equal("Hello there.", report!.Heard.Transcript.Text);
        Assert.Equal(EmotionLabel.Sad, report.Heard.Emotion.Label);
        Assert.Equal("Hi. How are you?", report.Reply!.Text);
        Assert.Equal(["Hi.", "How are you?"], bench.Voice.Requests.Select(request => request.Text));
        Assert.NotEmpty(bench.Speaker.Samples);
        Assert.Equal(new Exchange("Hello there.", EmotionLabel.Sad, "en", "Hi. How are you?"), Assert.Single(bench.Conversation.Exchanges));
    }

    [Fact]
    public async Task TheNextPromptHoldsTheTurnBefore()
    {
        FakeChatClient chat = new("First answer.", "Second answer.");
        TurnBench bench = new() { Chat = chat, Transcriber = new FakeTranscriber("One.", "Two.") };

        await bench.Turns.RunAsync(Some.Utterance(), Token);
        await bench.Turns.RunAsync(Some.Utterance(), Token);

        Assert.Equal(["[sad] One.", "First answer.", "[sad] Two."], chat.Requests[1].Skip(1).Select(message => message.Text));
    }

    [Fact]
    public async Task EventsComeInTheOrderOfTheTurn()
    {
        TurnBench bench = new();

        List<ConversationEvent> events = await bench.EventsOf(() => bench.Turns.RunAsync(Some.Utterance(), Token));

        Assert.Equal(
            [
                nameof(StateChanged), nameof(TranscriptReady), nameof(EmotionReady), nameof(ReplySentence), nameof(SpeakingStarted),
                nameof(StateChanged), nameof(ReplySentence), nameof(TurnCompleted), nameof(StateChanged),
            ],
            events.Select(e => e.GetType().Name));
    }

    [Fact]
    public async Task SilenceLeadsToNoTranscriptAndNoReply()
    {
        FakeTranscriber transcriber = new("Thank you.");
        FakeChatClient chat = new("never");
        TurnBench bench = new() { Transcriber = transcriber, Chat = chat };

        TurnReport? report = await bench.Turns.RunAsync(Some.Utterance() with { Samples = new float[16_000] }, Token);

        Assert.Equal(TranscriptRejection.TooQuiet, report!.Heard.Rejection);
        Assert.Null(report.Reply);
        Assert.Equal(0, transcriber.Calls);
        Assert.Empty(chat.Requests);
        Assert.Empty(bench.Speaker.Samples);
    }

    [Fact]
    public async Task DoubtfulWordsLeadToNoReply()
    {
        TurnBench bench = new() { Transcriber = new FakeTranscriber(new Transcript("Thank you.", "en", 0.4f, 0.9f)) };

        List<ConversationEvent> events = await bench.EventsOf(() => bench.Turns.RunAsync(Some.Utterance(), Token));

        Assert.Contains(new TurnIgnored(1, TranscriptRejection.NoSpeech), events);
        Assert.Empty(bench.Speaker.Samples);
    }

    [Fact]
    public async Task AThrowingTranscriberEndsWithAnApologyAndTheNextTurnWorks()
    {
        TurnBench bench = new() { Transcriber = new FakeTranscriber(new InvalidOperationException("engine broke"), "Hello.") };

        List<ConversationEvent> events = await bench.EventsOf(() => bench.Turns.RunAsync(Some.Utterance(), Token));

        Assert.Contains(new TurnFailed(1, "engine broke"), events);
        Assert.Equal(PhraseBook.Apology("en"), Assert.Single(bench.Voice.Requests).Text);
        Assert.NotEmpty(bench.Speaker.Samples);
        Assert.NotNull(await bench.Turns.RunAsync(Some.Utterance(), Token));
    }

    [Fact]
    public async Task AThrowingReplyModelEndsWithAnApologyAndTheNextTurnWorks()
    {
        TurnBench bench = new() { Chat = new FakeChatClient(new InvalidOperationException("no memory"), "Fine.") };

        Assert.Null(await bench.Turns.RunAsync(Some.Utterance(), Token));

        Assert.Equal(PhraseBook.Apology("en"), bench.Voice.Requests[^1].Text);
        Assert.Equal("Fine.", (await bench.Turns.RunAsync(Some.Utterance(), Token))!.Reply!.Text);
        Assert.Single(bench.Conversation.Exchanges);
    }

    [Fact]
    public async Task AThrowingVoiceStillApologisesWithWhatWasPrepared()
    {
        TurnBench bench = new();
        await bench.Apology.PrepareAsync(["en"], Token);
        int prepared = bench.Voice.Requests.Count;
        bench.Voice.Failure = _ => new InvalidOperationException("voice broke");

        Assert.Null(await bench.Turns.RunAsync(Some.Utterance(), Token));

        Assert.Equal(1, prepared);
        Assert.NotEmpty(bench.Speaker.Samples);
    }

    [Fact]
    public async Task ALostSpeakerEndsTheTurnOnly()
    {
        TurnBench bench = new();
        bench.Speaker.Failure = new Core.Capture.AudioDeviceException("gone");

        Assert.Null(await bench.Turns.RunAsync(Some.Utterance(), Token));

        bench.Speaker.Failure = null;
        Assert.NotNull(await bench.Turns.RunAsync(Some.Utterance(), Token));
    }

    [Fact]
    public async Task WithoutTheVoicesEmotionTheWordsDecide()
    {
        TurnBench bench = new()
        {
            VoiceEmotion = new FakeVoiceEmotion(EmotionLabel.Sad, new InvalidOperationException("no model")),
            WordEmotion = new FakeWordEmotion(EmotionLabel.Happy),
        };

        TurnReport? report = await bench.Turns.RunAsync(Some.Utterance(), Token);

        Assert.Null(report!.Heard.Voice);
        Assert.Equal(EmotionLabel.Happy, report.Heard.Emotion.Label);
    }

    [Fact]
    public async Task AnOpenerIsSpokenAtOnceAndContinuedByTheModel()
    {
        FakeChatClient chat = new("Would you like to talk about it?");
        TurnBench bench = new() { Chat = chat, Style = new ReplyStyle { Tag = EmotionTag.After, Openers = true } };

        TurnReport? report = await bench.Turns.RunAsync(Some.Utterance(), Token);

        string opener = PhraseBook.Opener(EmotionLabel.Sad, "en")!;
        Assert.Equal(opener, chat.Requests[0][^1].Text);
        Assert.Equal(ChatRole.Assistant, chat.Requests[0][^1].Role);
        Assert.Equal(opener, bench.Voice.Requests[0].Text);
        Assert.StartsWith(opener, report!.Reply!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmptyReplyAsksToSayItAgain()
    {
        TurnBench bench = new() { Chat = new FakeChatClient(" ") };

        TurnReport? report = await bench.Turns.RunAsync(Some.Utterance(), Token);

        Assert.Equal(PhraseBook.SayAgain("en"), report!.Reply!.Text);
    }

    [Fact]
    public async Task TheFirstSentenceIsSpokenWhileTheModelStillWrites()
    {
        TaskCompletionSource firstHeard = new();
        FakeChatClient chat = new("One two. Three four. Five six.")
        {
            // The model's last words wait until the first sentence has been synthesised: a deadlock if speech waited for the whole reply.
            BeforeToken = (token, cancellationToken) => token == 4 ? firstHeard.Task.WaitAsync(cancellationToken) : Task.CompletedTask,
        };
        TurnBench bench = new() { Chat = chat };
        bench.Voice.Failure = text =>
        {
            firstHeard.TrySetResult();
            return null;
        };

        TurnReport? report = await bench.Turns.RunAsync(Some.Utterance(), Token).WaitAsync(TimeSpan.FromSeconds(20), Token);

        Assert.Equal("One two. Three four. Five six.", report!.Reply!.Text);
    }

    [Fact]
    public async Task AReplyThatNeverEndsIsCutAtItsTimeLimit()
    {
        TurnBench bench = null!;
        FakeChatClient chat = new("Fine. And then")
        {
            BeforeToken = (token, cancellationToken) =>
            {
                if (token != 1)
                    return Task.CompletedTask;
                bench.Clock.Advance(TimeSpan.FromSeconds(31));
                return Task.Delay(Timeout.InfiniteTimeSpan, bench.Clock, cancellationToken);
            },
        };
        bench = new TurnBench { Chat = chat };

        TurnReport? report = await bench.Turns.RunAsync(Some.Utterance(), Token).WaitAsync(TimeSpan.FromSeconds(20), Token);

        Assert.Equal("Fine.", report!.Reply!.Text);
    }

    [Fact]
    public async Task StoppingStopsTheTurn()
    {
        using CancellationTokenSource stop = new();
        TurnBench bench = new() { Chat = new FakeChatClient("a b") { BeforeToken = (_, _) => stop.CancelAsync() } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Turns.RunAsync(Some.Utterance(), stop.Token));
        Assert.Empty(bench.Conversation.Exchanges);
    }

    [Fact]
    public async Task AReplyEndsAfterItsSentencesAndTheModelIsStopped()
    {
        int tokens = 0;
        FakeChatClient chat = new("One. Two. Three. Four. Five.") { BeforeToken = (token, _) => Task.FromResult(tokens = token) };
        TurnBench bench = new() { Chat = chat, Dialogue = new DialogueOptions { MaxSentences = 2 } };

        TurnReport? report = await bench.Turns.RunAsync(Some.Utterance(), Token);

        Assert.Equal("One. Two.", report!.Reply!.Text);
        Assert.Equal(["One.", "Two."], bench.Voice.Requests.Select(request => request.Text));
        Assert.Equal(2, tokens);
    }

    [Theory]
    [InlineData("Look at the map. Turn left.", "Turn left.")]
    [InlineData("Look at the map.", "Let's leave that for when you have parked.")]
    public async Task ADriverIsNeverAskedToLook(string written, string spoken)
    {
        TurnBench bench = new() { Chat = new FakeChatClient(written), Dialogue = new DialogueOptions { EyesFree = true } };

        TurnReport? report = await bench.Turns.RunAsync(Some.Utterance(), Token);

        Assert.Equal(spoken, report!.Reply!.Text);
        Assert.Equal([spoken], bench.Voice.Requests.Select(request => request.Text));
        Assert.Equal(spoken, bench.Conversation.Exchanges[0].Reply);
    }

    private sealed class ChangingVoice(params EmotionLabel[] labels) : IVoiceEmotionRecognizer
    {
        private int _next = -1;

        public string Name => "changing voice";

        public Task<VoiceEmotion> RecognizeAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken) =>
            Task.FromResult(VoiceEmotion.From(FakeVoiceEmotion.Sure(labels[Interlocked.Increment(ref _next)])));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
