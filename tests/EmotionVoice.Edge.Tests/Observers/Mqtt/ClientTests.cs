using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>What this project relies on in MQTTnet, package or stand-in.</summary>
public sealed class ClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARefusalIsReturnedNotThrown()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token, "allow_anonymous false");
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();

        foreach (MqttProtocolVersion version in new[] { MqttProtocolVersion.V500, MqttProtocolVersion.V311 })
        {
            MqttClientConnectResult result = await client.ConnectAsync(Options(broker.Port).WithProtocolVersion(version).Build(), Token);
            Assert.Equal(MqttClientConnectResultCode.NotAuthorized, result.ResultCode);
            Assert.False(client.IsConnected);
        }
    }

    [Fact]
    public async Task NoBrokerIsACommunicationException()
    {
        _ = Mosquitto.Program("mosquitto");
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();

        MqttCommunicationException error = await Assert.ThrowsAsync<MqttCommunicationException>(() => client.ConnectAsync(Options(Mosquitto.FreePort()).Build(), Token));

        Assert.Contains("refused", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MqttClientNotConnectedException>(() => client.PublishStringAsync("a", "b", cancellationToken: Token));
    }

    [Fact]
    public async Task MessagesGoBothWaysWithTheirProperties()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        TaskCompletionSource<MqttApplicationMessage> received = new();
        client.ApplicationMessageReceivedAsync += message =>
        {
            received.TrySetResult(message.ApplicationMessage);
            return Task.CompletedTask;
        };
        await client.ConnectAsync(Options(broker.Port).Build(), Token);
        MqttClientSubscribeResult granted = await client.SubscribeAsync(
            new MqttClientSubscribeOptionsBuilder().WithTopicFilter("한국/+", MqttQualityOfServiceLevel.AtLeastOnce).WithTopicFilter("b", MqttQualityOfServiceLevel.AtLeastOnce).Build(), Token);

        MqttClientPublishResult sent = await client.PublishAsync(
            new MqttApplicationMessageBuilder().WithTopic("한국/어").WithPayload("안녕").WithResponseTopic("r").WithCorrelationData([0, 255]).WithContentType("text/plain")
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build(), Token);

        MqttApplicationMessage message = await received.Task.WaitAsync(Token);
        Assert.Equal([MqttClientSubscribeResultCode.GrantedQoS1, MqttClientSubscribeResultCode.GrantedQoS1], granted.Items.Select(item => item.ResultCode));
        Assert.True(sent.IsSuccess);
        Assert.Equal(("한국/어", "안녕", "r", "text/plain"), (message.Topic, message.ConvertPayloadToString(), message.ResponseTopic, message.ContentType));
        Assert.Equal([0, 255], message.CorrelationData);
    }

    [Fact]
    public async Task ALostBrokerIsReportedAndNothingReconnectsByItself()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        TaskCompletionSource<MqttClientDisconnectedEventArgs> gone = new();
        client.DisconnectedAsync += args =>
        {
            gone.TrySetResult(args);
            return Task.CompletedTask;
        };
        await client.ConnectAsync(Options(broker.Port).Build(), Token);

        await broker.StopAsync();

        Assert.True((await gone.Task.WaitAsync(Token)).ClientWasConnected);
        Assert.False(client.IsConnected);
        await broker.StartAsync(Token);
        await Assert.ThrowsAsync<MqttClientNotConnectedException>(() => client.PublishStringAsync("a", "b", cancellationToken: Token));
        Assert.Equal(MqttClientConnectResultCode.Success, (await client.ConnectAsync(Options(broker.Port).Build(), Token)).ResultCode);
    }

    [Fact]
    public async Task GoodbyeLeavesTheWillUnsaidAndDisposeSaysIt()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "will/#", Token);
        using (IMqttClient polite = new MqttClientFactory().CreateMqttClient())
        {
            await polite.ConnectAsync(Options(broker.Port).WithWillTopic("will/polite").WithWillPayload("x").Build(), Token);
            await polite.DisconnectAsync(new MqttClientDisconnectOptions(), Token);
        }

        using (IMqttClient rude = new MqttClientFactory().CreateMqttClient())
            await rude.ConnectAsync(Options(broker.Port).WithWillTopic("will/rude").WithWillPayload("x").Build(), Token);

        await subscriber.WaitAsync("will/rude", Token);
        Assert.Single(subscriber.All);
    }

    [Fact]
    public async Task FeaturesOfMqtt5AreRefusedInMqtt311()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(Options(broker.Port).WithProtocolVersion(MqttProtocolVersion.V311).Build(), Token);

        await Assert.ThrowsAsync<NotSupportedException>(() => client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic("a").WithResponseTopic("r").Build(), Token));
        Assert.Throws<MqttProtocolViolationException>(() => new MqttApplicationMessageBuilder().Build());
    }

    private static MqttClientOptionsBuilder Options(int port) => new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithTimeout(TimeSpan.FromSeconds(30));
}
