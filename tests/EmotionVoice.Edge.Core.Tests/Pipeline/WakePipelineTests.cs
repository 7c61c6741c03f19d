using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Pipeline;

/// <summary>Whole conversations behind a wake gate.</summary>
public sealed class WakePipelineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AClosedGateIgnoresSpeech()
    {
        FakeTranscriber transcriber = new("Hello.");
        (TurnBench bench, List<ConversationEvent> events) = await TalkAsync(transcriber, [], Silence(1), Speech(2), Silence(2));

        Assert.Equal(0, transcriber.Calls);
        Assert.Empty(bench.Conversation.Exchanges);
        Assert.Equal([ConversationState.Idle], States(events));
        Assert.DoesNotContain(events, e => e is SpeechStarted);
        Assert.Contains(events, e => e is SoundHeard { SpeechProbability: 0, RmsDb: > -20 });
    }

    [Fact]
    public async Task TheWordThenAQuestionIsAnswered()
    {
        (TurnBench bench, List<ConversationEvent> events) = await TalkAsync(
            new FakeTranscriber("What time is it?"), [1.5], Silence(1), Speech(0.5), Silence(1), Speech(1), Silence(1));

        Assert.Equal("What time is it?", Assert.Single(bench.Conversation.Exchanges).User);
        Assert.Single(events.OfType<WakeHeard>());
        Assert.Equal(
            [ConversationState.Idle, ConversationState.Listening, ConversationState.Hearing, ConversationState.Thinking],
            States(events).Take(4));
    }

    [Fact]
    public async Task WordAndQuestionInOneBreathAreCutAtTheWordsEnd()
    {
        FakeTranscriber transcriber = new("What time is it?");
        await TalkAsync(transcriber, [1.5], Silence(1), Speech(2.5), Silence(1));

        // Of 2.5 s of speech the first 0.5 s are the word; half a second of silence ends the turn.
        Assert.Equal(2.5, Assert.Single(transcriber.Heard).Length / (double)AudioFormat.SampleRateHz, 0.1);
    }

    [Fact]
    public async Task AfterAnAnswerNoWakeIsNeededForAWhile()
    {
        (TurnBench bench, List<ConversationEvent> events) = await TalkAsync(
            new FakeTranscriber("One.", "Two.", "Three."), [1.5], Silence(1), Speech(0.5), Silence(1), Speech(1), Silence(4), Speech(1), Silence(4), Speech(1), Silence(1));

        Assert.Equal(["One.", "Two.", "Three."], bench.Conversation.Exchanges.Select(exchange => exchange.User));
        Assert.Single(events.OfType<WakeHeard>());
    }

    [Fact]
    public async Task AfterTheFollowUpTheGateClosesAndAWakeIsNeededAgain()
    {
        (TurnBench bench, List<ConversationEvent> events) = await TalkAsync(
            new FakeTranscriber("One.", "Two."), [1.5, 13.5], Silence(1), Speech(0.5), Silence(1), Speech(1), Silence(6),
            Speech(1), // at 9.5 s: nobody listens
            Silence(2.5), Speech(0.5), Silence(0.5), Speech(1), Silence(1)); // the word ends at 13.5 s

        Assert.Equal(["One.", "Two."], bench.Conversation.Exchanges.Select(exchange => exchange.User));
        Assert.Equal(2, events.OfType<WakeHeard>().Count());
        Assert.Equal(2, States(events).Count(state => state == ConversationState.Idle));
    }

    [Fact]
    public async Task AWakeWithoutAQuestionClosesAgain()
    {
        (TurnBench bench, List<ConversationEvent> events) = await TalkAsync(
            new FakeTranscriber("Late."), [1.5], Silence(1), Speech(0.5), Silence(6.5), Speech(1), Silence(1));

        Assert.Empty(bench.Conversation.Exchanges);
        Assert.Equal([ConversationState.Idle, ConversationState.Listening, ConversationState.Idle], States(events));
    }

    [Fact]
    public async Task AnApologyLeavesTheGateOpenForAnotherTry()
    {
        (TurnBench bench, _) = await TalkAsync(
            new FakeTranscriber(new InvalidOperationException("broke"), "Again."), [1.5], Silence(1), Speech(0.5), Silence(1), Speech(1), Silence(4), Speech(1), Silence(1));

        Assert.Equal("Again.", Assert.Single(bench.Conversation.Exchanges).User);
    }

    private static async Task<(TurnBench Bench, List<ConversationEvent> Events)> TalkAsync(FakeTranscriber transcriber, double[] wordEnds, params float[][] sounds)
    {
        TurnBench bench = new() { Transcriber = transcriber };
        long[] ends = [.. wordEnds.Select(seconds => (long)(seconds * AudioFormat.SampleRateHz))];
        using WakeGate gate = new(new WakeOptions { Mode = WakeMode.Keyword }, new FakeWakeWord(ends), bench.Events, NullLogger<WakeGate>.Instance);
        bench.Gate = gate;
        return (bench, await bench.EventsOf(() => bench.Pipeline(sounds).RunAsync(Token)));
    }

    private static IEnumerable<ConversationState> States(List<ConversationEvent> events) => events.OfType<StateChanged>().Select(change => change.State);

    private static float[] Speech(double seconds) => Some.Speech(TimeSpan.FromSeconds(seconds));

    private static float[] Silence(double seconds) => Some.Silence(TimeSpan.FromSeconds(seconds));
}
