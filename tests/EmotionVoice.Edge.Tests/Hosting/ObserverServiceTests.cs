using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Tests.Hosting;

public sealed class ObserverServiceTests
{
    [Fact]
    public async Task Observers_come_to_their_end_when_the_start_failed_and_nobody_stopped_them()
    {
        Recorder recorder = new();
        await using (ObserverService service = new([recorder], new ConversationEvents(), NullLogger<ObserverService>.Instance))
            await service.StartAsync(TestContext.Current.CancellationToken);
        Assert.True(recorder.Ended);
    }

    [Fact]
    public async Task What_was_published_before_the_end_is_still_read()
    {
        Recorder recorder = new();
        ConversationEvents events = new();
        await using ObserverService service = new([recorder], events, NullLogger<ObserverService>.Instance);
        await service.StartAsync(TestContext.Current.CancellationToken);
        events.Publish(new TurnFailed(1, "late"));
        await service.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal([new TurnFailed(1, "late")], recorder.Seen);
    }

    private sealed class Recorder : IConversationObserver
    {
        public List<ConversationEvent> Seen { get; } = [];

        public bool Ended { get; private set; }

        public string Name => "recorder";

        public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
        {
            await foreach (ConversationEvent happened in events)
                Seen.Add(happened);
            Ended = true;
        }
    }
}
