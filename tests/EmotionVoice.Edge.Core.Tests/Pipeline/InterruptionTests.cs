using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Endpointing;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.VoiceActivity;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using TranscriptionOptions = EmotionVoice.Edge.Core.Transcription.TranscriptionOptions;

namespace EmotionVoice.Edge.Core.Tests.Pipeline;

/// <summary>Somebody speaks into an answer.</summary>
public sealed class InterruptionTests
{
    private static readonly TurnActivity s_speaking = new(IsBusy: true, IsAudible: true, Answers: 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private long _at;

    [Fact]
    public async Task WordsEndTheAnswerAndAreTheNextTurn()
    {
        Scene scene = await Scene.BeginAsync(interruption: "Stop, that is enough.");
        scene.Bench.Speaker.HearUntil(scene.Bench.Speaker.EnqueuedSamples / 2);

        Utterance? next = await HearAsync(scene, 0.8, 0.8);

        Assert.NotNull(next);
        Assert.True((await scene.Turn)!.Reply!.Text.Length > 0);
        Assert.Equal(new SpeechInterrupted(InterruptionCause.Voice), Assert.Single((await scene.ToldAsync()).OfType<SpeechInterrupted>()));
        Assert.DoesNotContain((await scene.ToldAsync()), told => told is InterruptionResumed);
    }

    [Theory]
    [InlineData("Mm-hm.", 0.4)]
    [InlineData("Yeah.", 0.5)]
    [InlineData("", 0.6)]
    [InlineData("(coughing)", 0.7)]
    public async Task WhatIsNoInterruptionLetsItGoOn(string words, double seconds)
    {
        Scene scene = await Scene.BeginAsync(words);

        Assert.Null(await HearAsync(scene, seconds, 1.2));

        FakeSpeaker speaker = scene.Bench.Speaker;
        Assert.Equal((1, false), (speaker.Holds, speaker.IsHeld));
        Assert.DoesNotContain((await scene.ToldAsync()), told => told is SpeechInterrupted);
        Assert.Single((await scene.ToldAsync()).OfType<InterruptionResumed>());
        Assert.Equal(ConversationState.Speaking, (await scene.ToldAsync()).OfType<StateChanged>().Last().State);
        speaker.HearAll();
        Assert.Equal("One two three four. Five six seven eight.", (await scene.Turn)!.Reply!.Text);
    }

    [Fact]
    public async Task ItsOwnVoiceHoldsNothing()
    {
        Scene scene = await Scene.BeginAsync("Stop.");

        Assert.Null(await HearAsync(scene, 1, 1, EchoVerdict.OwnVoice));
        Assert.Null(await HearAsync(scene, 1, 1, EchoVerdict.Unjudged));

        Assert.Equal(0, scene.Bench.Speaker.Holds);
        scene.Bench.Speaker.HearAll();
        Assert.NotNull(await scene.Turn);
    }

    [Fact]
    public async Task ALostMicrophoneDoesNotLeaveTheAnswerSilent()
    {
        Scene scene = await Scene.BeginAsync("Stop.");
        await HearAsync(scene, 0.2, 0);
        Assert.True(scene.Bench.Speaker.IsHeld);

        _at += 16_000;
        await HearAsync(scene, 0, 0.1);
        Assert.False(scene.Bench.Speaker.IsHeld);

        await HearAsync(scene, 0.2, 0);
        Assert.True(scene.Bench.Speaker.IsHeld);
        scene.Bench.Clock.Advance(SpeechStop.LongestHold);
        Assert.False(scene.Bench.Speaker.IsHeld);
        scene.Bench.Speaker.HearAll();
        Assert.NotNull(await scene.Turn);
    }

    [Fact]
    public async Task TheNextPromptHoldsTheWordsThatWereHeardAndThatTheyWereCut()
    {
        Scene scene = await Scene.BeginAsync("Stop, that is enough.");
        scene.Bench.Speaker.HearUntil((long)(scene.Bench.Speaker.EnqueuedSamples * 0.7));
        Utterance? next = await HearAsync(scene, 0.8, 0.8);
        await scene.Turn;

        Task<TurnReport?> second = scene.Bench.Turns.RunAsync(next!, Token);
        while (!second.IsCompleted)
        {
            Token.ThrowIfCancellationRequested();
            scene.Bench.Speaker.HearAll();
            await Task.Yield();
        }

        List<ChatMessage> sent = ((FakeChatClient)scene.Bench.Chat).Requests[^1];
        Assert.Equal("One two three four. Five six" + PromptComposer.Cut, sent.Last(message => message.Role == ChatRole.Assistant).Text);
    }

    [Fact]
    public async Task AnAnswerBegunToWhatWasNoInterruptionIsThrownAway()
    {
        Scene scene = await Scene.BeginAsync("Yeah.");
        scene.Listener.Begin(inRealTime: true);
        List<Heard> heard = [];
        foreach (AudioFrame frame in Some.Frames(Some.Speech(TimeSpan.FromSeconds(0.5)), Some.Silence(TimeSpan.FromSeconds(1.2))))
        {
            // The answer ends while somebody agrees with it.
            heard.Add(scene.Listener.Hear(frame with { Echo = EchoVerdict.Clear }, frame.Start < 8_000 ? s_speaking : default));
            await scene.AskedAsync();
        }

        int begun = heard.FindIndex(told => told.Beginning is not null);
        Assert.True(begun >= 0);
        Assert.True(heard.FindIndex(told => told.WentOn) > begun);
        Assert.DoesNotContain(heard, told => told.Utterance is not null);
        scene.Bench.Speaker.HearAll();
        Assert.NotNull(await scene.Turn);
    }

    private async Task<Utterance?> HearAsync(Scene scene, double speech, double silence, EchoVerdict echo = EchoVerdict.Clear)
    {
        Utterance? utterance = null;
        foreach (AudioFrame frame in Some.Frames(Some.Speech(TimeSpan.FromSeconds(speech)), Some.Silence(TimeSpan.FromSeconds(silence))))
        {
            utterance = scene.Listener.Hear(new AudioFrame(frame.Samples, _at) { Echo = echo }, s_speaking).Utterance ?? utterance;
            _at += frame.Samples.Length;
            await scene.AskedAsync();
        }

        return utterance;
    }

    private sealed class Scene
    {
        private readonly ConversationEvents.Subscription _events;
        private List<ConversationEvent>? _told;

        private Scene(string interruption)
        {
            Bench = new TurnBench
            {
                Speaker = new FakeSpeaker(hearAtOnce: false),
                Chat = new FakeChatClient("One two three four. Five six seven eight."),
                Dialogue = new DialogueOptions { Openers = false },
            };
            _events = Bench.Events.Subscribe();
            VoiceActivityOptions activity = new();
            Interruptions = new Interruptions(new InterruptionOptions(), activity, Bench.Stop, new FakeTranscriber(interruption), new TranscriptionOptions(), NullLogger<Interruptions>.Instance);
            Listener = new Listener(Bench.Gate, new LoudnessDetector(), new UtteranceSegmenter(activity, new FixedEndpointer(new EndpointingOptions())), Bench.Events, null, new DraftPolicy(new TurnOptions()), Interruptions);
        }

        public TurnBench Bench { get; }

        public Listener Listener { get; }

        public Interruptions Interruptions { get; }

        public Task<TurnReport?> Turn { get; private set; } = null!;

        public static async Task<Scene> BeginAsync(string interruption)
        {
            Scene scene = new(interruption);
            scene.Turn = scene.Bench.Turns.RunAsync(Some.Utterance(), Token);
            await scene.Bench.Speaker.Draining.WaitAsync(Token);
            return scene;
        }

        /// <summary>A question about words is answered before the next frame.</summary>
        public Task AskedAsync() => Interruptions.Asking;

        /// <summary>What observers were told until the first call.</summary>
        public async Task<List<ConversationEvent>> ToldAsync()
        {
            _events.Dispose();
            return _told ??= await _events.ReadAllAsync(Token).ToListAsync(Token);
        }
    }
}
