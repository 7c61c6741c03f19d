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
}
