using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Dialogue;

public sealed class GreeterTests : IDisposable
{
    private const string Welcome = "Welcome!";

    private readonly TurnBench _bench = new() { Dialogue = new DialogueOptions { Greeting = Welcome } };
    private readonly Floor _floor = new();

    public void Dispose() => _floor.Dispose();

    [Fact]
    public async Task WhoWakesItAndWaitsIsGreetedOnceAConversation()
    {
        await ObserveAsync(Wake(), Greeted(1), Wake(), Timer, Pass(Greeter.Pause), (Action)_bench.Conversation.Forget, Wake(), Greeted(2));

        Assert.Equal([Welcome, Welcome], _bench.Voice.Requests.Select(request => request.Text));
    }

    [Fact]
    public async Task WhoSpeaksAtOnceIsNotInterrupted()
    {
        await ObserveAsync(Wake(), Timer, Pass(Greeter.Pause * 0.9), new object[] { ConversationState.Hearing }, NoTimer, Pass(Greeter.Pause));

        Assert.Empty(_bench.Voice.Requests);
    }

    [Fact]
    public async Task AnAnnouncementWhileAsleepIsNoWake()
    {
        await ObserveAsync(new object[] { ConversationState.Idle, ConversationState.Speaking, ConversationState.Listening }, Pass(Greeter.Pause));

        Assert.Empty(_bench.Voice.Requests);
    }

    [Fact]
    public async Task WithoutAWakeTheFirstAnswerBeginsWithIt()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        TurnReport? first = await _bench.Turns.RunAsync(Some.Utterance(), token);
        TurnReport? second = await _bench.Turns.RunAsync(Some.Utterance(), token);

        Assert.Equal("Welcome! Hi. How are you?", first!.Reply!.Text);
        Assert.Equal("Hi. How are you?", second!.Reply!.Text);
        Assert.Equal(Welcome, _bench.Voice.Requests[0].Text);
    }

    private static object[] Wake() => [ConversationState.Idle, ConversationState.Listening];

    private object Timer => (Func<Task>)(() => Script.Until(() => _bench.Clock.PendingTimers == 1));

    private object NoTimer => (Func<Task>)(() => Script.Until(() => _bench.Clock.PendingTimers == 0));

    private object[] Greeted(int times) => [Timer, Pass(Greeter.Pause), (Func<Task>)(() => Script.Until(() => _bench.Voice.Requests.Count == times))];

    private object Pass(TimeSpan time) => (Action)(() => _bench.Clock.Advance(time));

    private async Task ObserveAsync(params object[] steps)
    {
        DeviceControl control = new(
            _bench.Replies, _bench.Feed, _bench.Stop, _bench.Voice, new ProsodyPolicy(new ProsodyOptions()), _bench.Conversation, _floor, new MuteSwitch(), new VolumeControl(),
            new TranscriptionOptions(), _bench.Events, new OpenMicrophoneGate());
        Greeter greeter = new(_bench.Dialogue, _bench.Conversation, control, _bench.Clock, NullLogger<Greeter>.Instance);
        await greeter.ObserveAsync(Script.Of(steps.SelectMany(step => step as object[] ?? [step])), TestContext.Current.CancellationToken);
    }
}
