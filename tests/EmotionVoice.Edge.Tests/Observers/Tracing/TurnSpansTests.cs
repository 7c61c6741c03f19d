using System.Collections.Concurrent;
using System.Diagnostics;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Observers.Tracing;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Tests.Observers.Tracing;

public sealed class TurnSpansTests
{
    private const int Turn = 4_711;

    private readonly FakeClock _clock = new();
    private readonly ConcurrentQueue<Activity> _spans = [];

    [Fact]
    public async Task ATurnIsOneTraceWhosePartsLieWhereTheyHappened()
    {
        using ActivityListener listener = Listen();

        await new TurnSpans(_clock).ObserveAsync(EventsAsync(), TestContext.Current.CancellationToken);

        // Other tests in this process have turns too.
        Activity turn = Assert.Single(_spans, span => span.OperationName == "turn" && Equals(span.GetTagItem("turn.number"), Turn));
        Dictionary<string, Activity> parts = _spans.Where(span => span.ParentSpanId == turn.SpanId).ToDictionary(span => span.OperationName);
        Assert.Equal(
            ["turn.emotion", "turn.endpoint", "turn.reply", "turn.speak", "turn.speech", "turn.synthesize", "turn.transcribe"], parts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(TimeSpan.FromMilliseconds(400), parts["turn.endpoint"].Duration);
        Assert.Equal(TimeSpan.FromMilliseconds(250), parts["turn.transcribe"].Duration);
        Assert.Equal(parts["turn.endpoint"].StartTimeUtc + TimeSpan.FromMilliseconds(200), parts["turn.transcribe"].StartTimeUtc);
        Assert.Equal(TimeSpan.FromSeconds(3 - 0.15), parts["turn.speak"].Duration);
        Assert.Equal(TimeSpan.FromSeconds(2 + 0.4 + 3), turn.Duration);
        Assert.All(_spans, span => Assert.DoesNotContain(span.TagObjects, tag => tag.Value is string words && words.Contains("secret", StringComparison.Ordinal)));
    }

    private ActivityListener Listen()
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == TurnSpans.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private async IAsyncEnumerable<ConversationEvent> EventsAsync()
    {
        Transcript transcript = Transcript.None("en") with { Text = "secret" };
        TurnTimings timings = new(
            TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(80), TimeSpan.Zero,
            TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(1)) { Early = TimeSpan.FromMilliseconds(200) };
        yield return new SpeechEnded(TimeSpan.FromSeconds(2), IsUtterance: true);
        yield return new TranscriptReady(Turn, transcript);
        _clock.Advance(TimeSpan.FromSeconds(3));
        await Task.CompletedTask;
        yield return new TurnCompleted(Turn, new TurnReport(
            new Understood(transcript, TranscriptRejection.None, null, null, FusedEmotion.Unknown, new AcousticFeatures(0, 0, 0, 0, 0, [], 0, 0, 0, 0), default, default),
            new SpokenReply("secret", "fake", Prosody.Plain, default, default, default, default), timings));
    }
}
