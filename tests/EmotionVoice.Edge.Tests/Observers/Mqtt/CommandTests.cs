using System.Globalization;
using System.Text;
using System.Text.Json;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Testing;
using MQTTnet;
using MQTTnet.Protocol;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>Commands through a real broker.</summary>
public sealed class CommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("say", """{"text":"저녁이 다 됐어요","language":"ko","emotion":"happy","id":"7"}""", "say 저녁이 다 됐어요 ko Happy")]
    [InlineData("mute", """{"muted":true,"id":"7"}""", "mute")]
    [InlineData("mute", """{"muted":false,"id":"7"}""", "unmute")]
    [InlineData("volume", """{"volume":60,"id":"7"}""", "volume 0.6")]
    [InlineData("wake", """{"id":"7"}""", "wake")]
    [InlineData("forget", """{"id":"7"}""", "forget")]
    [InlineData("profile", """{"profile":"embedded","id":"7"}""", "profile embedded")]
    public async Task EachCommandIsCarriedOutAndAnswered(string command, string payload, string call)
    {
        Schemas.AssertValid("cmd-" + command, payload);
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/#", Token);
        await using MqttBench bench = new(MqttBench.Options(broker.Port));
        await subscriber.WaitAsync("/state", Token);

        await broker.PublishAsync("emotionvoice/test/cmd/" + command, payload, Token);

        Heard reply = await subscriber.WaitAsync("/reply/" + command, Token);
        Schemas.AssertValid("reply", reply.Payload);
        JsonElement json = JsonDocument.Parse(reply.Payload).RootElement;
        Assert.True(json.GetProperty("ok").GetBoolean());
        Assert.Equal("7", json.GetProperty("id").GetString());
        Assert.Equal(call, Assert.Single(bench.Control.Calls));
    }

    [Fact]
    public async Task WhatTheDeviceCannotDoIsRefusedInWords()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/#", Token);
        await using MqttBench bench = new(MqttBench.Options(broker.Port));
        await subscriber.WaitAsync("/state", Token);

        await broker.PublishAsync("emotionvoice/test/cmd/led", """{"brightness":30}""", Token);

        Assert.Contains("no LED ring", (await subscriber.WaitAsync("/reply/led", Token)).Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AResponseTopicAndItsCorrelationDataAreUsed()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/state", Token);
        await using MqttBench bench = new(MqttBench.Options(broker.Port));
        await subscriber.WaitAsync("/state", Token);
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        TaskCompletionSource<MqttApplicationMessage> answered = new();
        client.ApplicationMessageReceivedAsync += message =>
        {
            answered.TrySetResult(message.ApplicationMessage);
            return Task.CompletedTask;
        };
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).Build(), Token);
        await client.SubscribeAsync("answers/here", MqttQualityOfServiceLevel.AtLeastOnce, Token);

        await client.PublishAsync(
            new MqttApplicationMessageBuilder().WithTopic("emotionvoice/test/cmd/wake").WithPayload("{}").WithResponseTopic("answers/here").WithCorrelationData([1, 2, 3]).Build(), Token);

        MqttApplicationMessage answer = await answered.Task.WaitAsync(Token);
        Assert.Equal([1, 2, 3], answer.CorrelationData);
        Assert.Equal("application/json", answer.ContentType);
        Schemas.AssertValid("reply", answer.ConvertPayloadToString());
    }

    [Fact]
    public async Task GarbageOnEveryTopicIsAnsweredWithItsError()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/reply/#", Token);
        await using MqttBench bench = new(MqttBench.Options(broker.Port));
        using IMqttClient client = await ClientOf(broker, bench);
        (byte[] Payload, string Error)[] garbage =
        [
            ([], "empty"),
            (new byte[1_000_000], "bytes"),
            ([0x7B, 0xC3, 0x28, 0x7D], "UTF-8"),
            (Encoding.UTF8.GetBytes("""{"nonsense":1,"volume":"loud","text":5,"muted":"yes"}"""), "there is no field"),
        ];

        // Slower than ten a second, so that each gets an answer of its own.
        int sent = 0;
        foreach (string command in EmotionVoice.Edge.Observers.Mqtt.Commands.CommandParser.Names)
            foreach ((byte[] payload, string error) in garbage)
            {
                await client.PublishAsync(
                    new MqttApplicationMessageBuilder().WithTopic("emotionvoice/test/cmd/" + command).WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build(), Token);
                sent++;
                await subscriber.WaitForAsync(all => all.Count >= sent, Token);
                Heard reply = subscriber.All[^1];
                Schemas.AssertValid("reply", reply.Payload);
                Assert.Contains(error, reply.Payload, StringComparison.OrdinalIgnoreCase);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Token);
            }

        Assert.Empty(bench.Control.Calls);
    }

    [Fact]
    public async Task AFloodIsRateLimitedAndChangesNothingInATurn()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/#", Token);
        TurnBench turns = new();
        await using MqttBench bench = new(MqttBench.Options(broker.Port), turns.Events);
        using IMqttClient client = await ClientOf(broker, bench);
        await subscriber.WaitAsync("/state", Token);

        Task<List<ConversationEvent>> talking = turns.EventsOf(() => turns.Turns.RunAsync(Some.Utterance(), Token));
        for (int i = 0; i < 2_000; i++)
            await client.PublishStringAsync("emotionvoice/test/cmd/volume", i.ToString(CultureInfo.InvariantCulture), cancellationToken: Token);
        await subscriber.WaitAsync(heard => heard.Payload.Contains("Too many", StringComparison.Ordinal), Token);
        List<ConversationEvent> events = await talking;

        Assert.Single(events.OfType<TurnCompleted>());
        Assert.InRange(subscriber.All.Count(heard => heard.Topic.Contains("/reply/", StringComparison.Ordinal)), 20, 300);
        Assert.Empty(bench.Control.Calls);
        Assert.Equal(0, bench.Observer.Outbox.DroppedTelemetry);
    }

    [Fact]
    public async Task ALongAnnouncementDoesNotHoldTheMuteCommandUp()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/#", Token);
        await using MqttBench bench = new(MqttBench.Options(broker.Port));
        bench.Control.HoldSay = new TaskCompletionSource();
        await subscriber.WaitAsync("/state", Token);

        await broker.PublishAsync("emotionvoice/test/cmd/say", """{"text":"A very long text."}""", Token);
        await broker.PublishAsync("emotionvoice/test/cmd/mute", """{"muted":true}""", Token);

        await subscriber.WaitAsync("/reply/mute", Token);
        Assert.Contains("\"muted\"", (await subscriber.WaitAsync(heard => heard.Topic.EndsWith("/state", StringComparison.Ordinal) && heard.Payload.Contains("\"muted\":true", StringComparison.Ordinal), Token)).Payload, StringComparison.Ordinal);
        Schemas.AssertValid("event", (await subscriber.WaitAsync("/event", Token)).Payload);
        Assert.Equal(["mute"], bench.Control.Calls);
        bench.Control.HoldSay.SetResult();
        await subscriber.WaitAsync("/reply/say", Token);
    }

    [Fact]
    public async Task ARetainedCommandIsRefused()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/reply/#", Token);
        await broker.PublishAsync("emotionvoice/test/cmd/say", """{"text":"Again and again."}""", Token, "-r");

        await using MqttBench bench = new(MqttBench.Options(broker.Port));

        Assert.Contains("retained", (await subscriber.WaitAsync("/reply/say", Token)).Payload, StringComparison.Ordinal);
        Assert.Empty(bench.Control.Calls);
    }

    private static async Task<IMqttClient> ClientOf(Mosquitto broker, MqttBench bench)
    {
        await using (Subscriber state = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/state", Token))
            await state.WaitAsync("/state", Token);
        Assert.NotNull(bench);
        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).Build(), Token);
        return client;
    }
}
