using System.Diagnostics.CodeAnalysis;
using EmotionVoice.Edge.Observers.Mqtt;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace EmotionVoice.Edge.Fleet;

/// <summary>Keeps a connection to the broker and fills the store from it. Listens only: it can't change a device.</summary>
internal sealed class FleetLink(MqttOptions options, MqttSecrets secrets, FleetStore store, ReconnectPolicy policy, TimeProvider clock)
{
    private readonly ProtocolChoice _protocol = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _trouble = "not yet connected.";

    public string Broker => $"{options.Host}:{options.EffectivePort}";

    /// <summary>Why there is no connection; null while there is one. Text that is safe to print.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <summary>Completes with the first connection.</summary>
    public Task Connected => _connected.Task;

    /// <exception cref="DllNotFoundException">The MQTT library is missing.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            (LinkFailure failure, string reason) = await ListenAsync(stopping);
            Volatile.Write(ref _trouble, ForeignText.Clean(reason, 200));
            await Task.Delay(policy.After(failure), clock, stopping);
        }
    }

    // Upstream and the stand-in throw many kinds of exceptions here; whatever it was, the view says so and tries again.
    [SuppressMessage("Design", "CA1031", Justification = "A broker that goes away is no end of the view.")]
    private async Task<(LinkFailure, string)> ListenAsync(CancellationToken stopping)
    {
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        TaskCompletionSource<string> lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
        client.DisconnectedAsync += gone =>
        {
            if (gone.ClientWasConnected)
                lost.TrySetResult(gone.Exception?.Message ?? gone.Reason.ToString());
            return Task.CompletedTask;
        };
        client.ApplicationMessageReceivedAsync += message =>
        {
            store.Take(message.ApplicationMessage.Topic, message.ApplicationMessage.Payload);
            return Task.CompletedTask;
        };
        long? connectedAt = null;
        try
        {
            using CancellationTokenSource timeout = new(options.Timeout, clock);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
            MqttClientConnectResult result = await client.ConnectAsync(ConnectOptions.ForListening(options, secrets, _protocol.Version), either.Token);
            if (result.ResultCode == MqttClientConnectResultCode.UnsupportedProtocolVersion && _protocol.Unsupported())
                return (LinkFailure.Lost, "it speaks an older protocol; that one is next.");
            if (result.ResultCode != MqttClientConnectResultCode.Success)
                return (LinkFailure.Refused, $"it refuses: {result.ResultCode}. Check the user name and the password file.");
            _protocol.Worked();
            // One level below the device: neither commands nor their replies.
            await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter($"{Topics.Prefix}/+/+", MqttQualityOfServiceLevel.AtMostOnce).Build(), either.Token);
            connectedAt = clock.GetTimestamp();
            Volatile.Write(ref _trouble, null);
            _connected.TrySetResult();
            return (LinkFailure.Lost, await lost.Task.WaitAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is not DllNotFoundException)
        {
            if (e is MqttConnectingFailedException or MqttProtocolViolationException)
                _protocol.ClosedWithoutAnswer();
            return (LinkFailure.Unreachable, e is OperationCanceledException ? $"no answer within {options.Timeout.TotalSeconds:F0} s." : e.Message);
        }
        finally
        {
            if (connectedAt is { } since)
                policy.Ended(clock.GetElapsedTime(since));
        }
    }
}
