using EmotionVoice.Edge.Observers.Mqtt;
using EmotionVoice.Edge.Observers.Mqtt.Commands;
using MQTTnet.Formatter;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

public sealed class OutboxTests
{
    [Fact]
    public void TheOldestTelemetryGoesFirstAndIsCountedAndEventsStayInOrder()
    {
        Outbox outbox = new(telemetryCapacity: 2, eventCapacity: 100);

        for (int i = 1; i <= 4; i++)
        {
            outbox.Add(Telemetry(i));
            outbox.Add(Event(i));
        }

        Assert.Equal(["e1", "e2", "t3", "e3", "t4", "e4"], Drain(outbox));
        Assert.Equal((2, 0), (outbox.DroppedTelemetry, outbox.DroppedEvents));
    }

    [Fact]
    public void EventsHaveAGenerousLimitOfTheirOwn()
    {
        Outbox outbox = new(telemetryCapacity: 2, eventCapacity: 3);

        for (int i = 1; i <= 5; i++)
            outbox.Add(Event(i));

        Assert.Equal(["e3", "e4", "e5"], Drain(outbox));
        Assert.Equal(2, outbox.DroppedEvents);
    }

    [Fact]
    public void WithEachConnectionTheNewestOfEachRetainedTopicGoesFirst()
    {
        Outbox outbox = new(10, 10);
        outbox.Add(Retained("state", "one"));
        outbox.Add(Event(1));
        outbox.Add(Retained("state", "two"));
        outbox.Add(Retained("emotion", "sad"));

        outbox.Online();
        Assert.Equal(["two", "sad", "e1"], Drain(outbox));
        outbox.Add(Retained("state", "three"));
        outbox.Add(Retained("state", "four"));
        Assert.Equal(["three", "four"], Drain(outbox));
        outbox.Offline();
        outbox.Online();

        Assert.Equal(["four", "sad"], Drain(outbox));
    }

    [Fact]
    public void TheNewestValueOfARetainedTopicIsNeverDropped()
    {
        Outbox outbox = new(telemetryCapacity: 2, eventCapacity: 10);
        outbox.Online();
        outbox.Add(Retained("config", "device"));

        for (int i = 0; i < 50; i++)
            outbox.Add(Retained("state", $"s{i}"));

        Assert.Equal(["device", "s49"], Drain(outbox));
    }

    [Fact]
    public void AMessageStaysUntilTheBrokerHasIt()
    {
        Outbox outbox = new(10, 10);
        outbox.Add(Event(1));

        Assert.Same(outbox.Peek(), outbox.Peek());
        outbox.Done(outbox.Peek()!);

        Assert.Null(outbox.Peek());
    }

    [Theory]
    [InlineData(LinkFailure.Unreachable)]
    [InlineData(LinkFailure.Refused)]
    [InlineData(LinkFailure.Lost)]
    public void TheFirstMinuteHasAtMostTenAttemptsWhateverTheJitter(object kind)
    {
        foreach (double random in new[] { 0, 0.5, 0.999 })
        {
            ReconnectPolicy policy = new(() => random);
            int attempts = 1;
            for (TimeSpan at = policy.After((LinkFailure)kind); at <= TimeSpan.FromMinutes(1); at += policy.After((LinkFailure)kind))
                attempts++;
            Assert.InRange(attempts, 2, (LinkFailure)kind == LinkFailure.Refused ? 5 : 10);
        }
    }

    [Fact]
    public void WaitsGrowToALimitAndStartAgainOnlyAfterAGoodConnection()
    {
        ReconnectPolicy policy = new(() => 0.5);
        TimeSpan[] waits = [.. Enumerable.Range(0, 8).Select(_ => policy.After(LinkFailure.Unreachable))];

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], waits.Select(wait => wait.TotalSeconds));
        policy.Ended(TimeSpan.FromSeconds(1));
        Assert.Equal(60, policy.After(LinkFailure.Lost).TotalSeconds);
        policy.Ended(ReconnectPolicy.Stable);
        Assert.Equal(1, policy.After(LinkFailure.Lost).TotalSeconds);
    }

    [Fact]
    public void ABrokerThatOnlyClosesTheConnectionIsTriedInBothVersions()
    {
        ProtocolChoice choice = new();

        choice.ClosedWithoutAnswer();
        Assert.Equal(MqttProtocolVersion.V311, choice.Version);
        choice.ClosedWithoutAnswer();
        Assert.Equal(MqttProtocolVersion.V500, choice.Version);
        choice.Worked();
        choice.ClosedWithoutAnswer();

        Assert.Equal(MqttProtocolVersion.V500, choice.Version);
    }

    [Fact]
    public void ARateLimitHasAReserveThatFillsAgain()
    {
        RateLimit limit = new(perSecond: 10, burst: 20);

        Assert.Equal(20, Enumerable.Range(0, 1_000).Count(_ => limit.Allows(TimeSpan.Zero)));
        Assert.Equal(10, Enumerable.Range(0, 1_000).Count(i => limit.Allows(TimeSpan.FromMilliseconds(i + 1))));
        Assert.Equal(20, Enumerable.Range(0, 1_000).Count(_ => limit.Allows(TimeSpan.FromMinutes(5))));
    }

    private static OutgoingMessage Telemetry(int i) => new("t", [.. System.Text.Encoding.UTF8.GetBytes($"t{i}")], Keeping.Telemetry);

    private static OutgoingMessage Event(int i) => new("e", [.. System.Text.Encoding.UTF8.GetBytes($"e{i}")], Keeping.Event);

    private static OutgoingMessage Retained(string topic, string value) => new(topic, System.Text.Encoding.UTF8.GetBytes(value), Keeping.Retained);

    private static List<string> Drain(Outbox outbox)
    {
        List<string> all = [];
        while (outbox.Peek() is { } message)
        {
            all.Add(System.Text.Encoding.UTF8.GetString(message.Payload));
            outbox.Done(message);
        }

        return all;
    }
}
