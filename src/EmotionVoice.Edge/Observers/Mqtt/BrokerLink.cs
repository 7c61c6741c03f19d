using System.Diagnostics.CodeAnalysis;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace EmotionVoice.Edge.Observers.Mqtt;

/// <summary>Keeps a connection to the broker and empties the outbox into it.</summary>
internal sealed class BrokerLink(
    MqttOptions options,
    MqttSecrets secrets,
    Topics topics,
    Outbox outbox,
    Action<MqttApplicationMessage> received,
    ReconnectPolicy policy,
    TimeProvider clock,
    ILogger log)
{
    private readonly ProtocolChoice _protocol = new();
    private readonly HashSet<string> _refusedTopics = [];
    private LinkFailure? _told;
    private long _awaySince;
    private long _droppedBefore;
    private int _attempts;

    /// <summary>Attempts to connect so far.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    private string Broker => $"{options.Host}:{options.EffectivePort}";

    /// <summary>Runs until the outbox is complete and empty, or <paramref name="stopping"/> fires.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            (LinkFailure failure, string reason) = await ConnectAndServeAsync(stopping);
            if (outbox.IsComplete)
                return;
            TimeSpan wait = policy.After(failure);
            Tell(failure, reason, wait);
            await Task.Delay(wait, clock, stopping);
        }
    }

    // Upstream and the stand-in throw many kinds of exceptions here; whatever it was, the link tries again.
    [SuppressMessage("Design", "CA1031", Justification = "The conversation must not suffer from a broker.")]
    private async Task<(LinkFailure Failure, string Reason)> ConnectAndServeAsync(CancellationToken stopping)
    {
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        using CancellationTokenSource lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        string lostReason = "the connection was closed.";
        client.DisconnectedAsync += gone =>
        {
            // Also raised for an attempt that came to nothing.
            if (gone.ClientWasConnected)
            {
                lostReason = Sentence(gone.Exception?.Message ?? gone.Reason.ToString());
                Cancel(lost);
            }

            return Task.CompletedTask;
        };
        client.ApplicationMessageReceivedAsync += message =>
        {
            received(message.ApplicationMessage);
            return Task.CompletedTask;
        };
        long connectedAt = 0;
        try
        {
            if (await ConnectAsync(client, stopping) is { } refusal)
                return refusal;
            connectedAt = clock.GetTimestamp();
            await ServeAsync(client, lost.Token);
            await client.DisconnectAsync(new MqttClientDisconnectOptions(), stopping);
            return (LinkFailure.Lost, "it was left.");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is not DllNotFoundException)
        {
            if (connectedAt != 0)
                return (LinkFailure.Lost, lost.IsCancellationRequested ? lostReason : Sentence(e.Message));
            if (e is MqttConnectingFailedException or MqttProtocolViolationException)
                _protocol.ClosedWithoutAnswer();
            return (LinkFailure.Unreachable, e is OperationCanceledException ? $"no answer within {options.Timeout.TotalSeconds:F0} s." : Sentence(e.Message));
        }
        finally
        {
            outbox.Offline();
            if (connectedAt != 0)
                policy.Ended(clock.GetElapsedTime(connectedAt));
        }
    }

    private async Task<(LinkFailure, string)?> ConnectAsync(IMqttClient client, CancellationToken stopping)
    {
        using CancellationTokenSource timeout = new(options.Timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        while (true)
        {
            Interlocked.Increment(ref _attempts);
            MqttClientConnectResult result = await client.ConnectAsync(ConnectOptions.For(options, secrets, topics, _protocol.Version), either.Token);
            switch (result.ResultCode)
            {
                case MqttClientConnectResultCode.Success:
                    _protocol.Worked();
                    TellConnected();
                    return null;
                case MqttClientConnectResultCode.UnsupportedProtocolVersion when _protocol.Unsupported():
                    continue;
                case MqttClientConnectResultCode.ServerUnavailable or MqttClientConnectResultCode.ServerBusy:
                    return (LinkFailure.Unreachable, $"it says {result.ResultCode}.");
                default:
                    return (LinkFailure.Refused, result.ResultCode.ToString());
            }
        }
    }

    private async Task ServeAsync(IMqttClient client, CancellationToken lost)
    {
        MqttClientSubscribeOptionsBuilder filters = new MqttClientSubscribeOptionsBuilder().WithTopicFilter(topics.Commands, MqttQualityOfServiceLevel.AtLeastOnce);
        if (topics.HomeAssistantStatus is { } status)
            filters.WithTopicFilter(status, MqttQualityOfServiceLevel.AtLeastOnce);
        await client.SubscribeAsync(filters.Build(), lost);
        await PublishAsync(client, new OutgoingMessage(topics.Availability, "online"u8.ToArray(), Keeping.Retained), lost);
        outbox.Online();
        while (true)
        {
            if (outbox.Peek() is { } message)
            {
                await PublishAsync(client, message, lost);
                outbox.Done(message);
            }
            else if (outbox.IsComplete)
            {
                break;
            }
            else
            {
                await outbox.WaitAsync(lost);
            }
        }

        // A goodbye by DISCONNECT leaves the will unsaid.
        await PublishAsync(client, new OutgoingMessage(topics.Availability, "offline"u8.ToArray(), Keeping.Retained), lost);
    }

    private async Task PublishAsync(IMqttClient client, OutgoingMessage message, CancellationToken lost)
    {
        bool version5 = _protocol.Version == MQTTnet.Formatter.MqttProtocolVersion.V500;
        MqttApplicationMessage packet = new MqttApplicationMessageBuilder()
            .WithTopic(message.Topic)
            .WithPayload(message.Payload)
            .WithQualityOfServiceLevel(message.Topic == topics.Health ? MqttQualityOfServiceLevel.AtMostOnce : MqttQualityOfServiceLevel.AtLeastOnce)
            .WithRetainFlag(message.Keeping == Keeping.Retained)
            .WithContentType(version5 && message.Topic != topics.Availability ? "application/json" : null)
            .WithCorrelationData(version5 ? message.CorrelationData : null)
            .Build();
        using CancellationTokenSource timeout = new(options.Timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(lost, timeout.Token);
        MqttClientPublishResult result = await client.PublishAsync(packet, either.Token);
        if (!result.IsSuccess && _refusedTopics.Add(message.Topic))
            log.NotAccepted(message.Topic, result.ReasonCode.ToString());
    }

    private void TellConnected()
    {
        string protocol = _protocol.Version == MQTTnet.Formatter.MqttProtocolVersion.V500 ? "MQTT 5" : "MQTT 3.1.1";
        if (_told is null)
            log.Connected(Broker, protocol);
        else
            log.Back(Broker, clock.GetElapsedTime(_awaySince).TotalSeconds, protocol, outbox.DroppedTelemetry + outbox.DroppedEvents - _droppedBefore);
        _told = null;
    }

    // One line when it goes; another only when the trouble turns out to be of another kind.
    private void Tell(LinkFailure failure, string reason, TimeSpan wait)
    {
        log.AttemptFailed(reason, wait.TotalSeconds);
        LinkFailure kind = failure == LinkFailure.Lost ? LinkFailure.Unreachable : failure;
        if (_told == kind)
            return;
        if (_told is null)
            (_awaySince, _droppedBefore) = (clock.GetTimestamp(), outbox.DroppedTelemetry + outbox.DroppedEvents);
        _told = kind;
        if (kind == LinkFailure.Refused)
            log.Refused(Broker, reason);
        else
            log.Away(Broker, reason);
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The end of a connection that was left is reported late.
        }
    }

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";
}
