using System.Diagnostics.CodeAnalysis;
using EmotionVoice.Edge.Observers.Mqtt;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using MQTTnet.Formatter;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>
/// The broker, spoken to with the settings' own name and password. Files that the settings name and that can't be read
/// are a finding of the settings: without them the daemon would not run.
/// </summary>
internal sealed class MqttCheck(MqttOptions options, IServiceProvider services, TimeProvider clock) : IDoctorCheck
{
    private const string Check = "MQTT";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private string Broker => $"{options.Host}:{options.EffectivePort}";

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps the broker from being reached is the finding.")]
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Enabled)
            return [CheckResult.NotApplicable(Check, "Mqtt:Enabled is false")];
        using CancellationTokenSource patience = new(s_patience, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return [await ConnectAsync(either.Token)];
        }
        catch (DllNotFoundException)
        {
            return [CheckResult.Warn(Check, "its library is missing, so MQTT is off", "sudo apt install libmosquitto1")];
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            string reason = e is OperationCanceledException ? $"no answer within {s_patience.TotalSeconds:F0} s" : e.Message.TrimEnd('.');
            return [CheckResult.Warn(Check, $"the broker {Broker} can't be reached: {reason}; the daemon goes on trying", Start())];
        }
    }

    private async Task<CheckResult> ConnectAsync(CancellationToken cancellationToken)
    {
        ProtocolChoice protocol = new();
        while (true)
        {
            using IMqttClient client = new MqttClientFactory().CreateMqttClient();
            MqttClientConnectResult result = await client.ConnectAsync(
                ConnectOptions.ForTrial(options, services.GetRequiredService<MqttSecrets>(), protocol.Version), cancellationToken);
            if (result.ResultCode == MqttClientConnectResultCode.Success)
            {
                await client.DisconnectAsync(new MqttClientDisconnectOptions(), cancellationToken);
                return CheckResult.Ok(Check, $"the broker {Broker} lets this device in ({(protocol.Version == MqttProtocolVersion.V500 ? "MQTT 5" : "MQTT 3.1.1")})");
            }

            if (result.ResultCode == MqttClientConnectResultCode.UnsupportedProtocolVersion && protocol.Unsupported())
                continue;
            return CheckResult.Warn(Check, $"the broker {Broker} refuses this device: {result.ResultCode}",
                "Correct Mqtt:UserName and its password; on the broker's machine: sudo mosquitto_passwd /etc/mosquitto/passwd <user>");
        }
    }

    private string Start() => options.Host is "localhost" or "127.0.0.1" or "::1"
        ? "sudo apt install mosquitto, then: sudo systemctl start mosquitto. Or correct Mqtt:Host and Mqtt:Port"
        : $"Correct Mqtt:Host and Mqtt:Port, or look from here with: mosquitto_sub -h {options.Host} -p {options.EffectivePort} -t '#' -W 3";
}
