using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EmotionVoice.Edge.Observers.Mqtt;

/// <summary>From the settings to a CONNECT.</summary>
internal static class ConnectOptions
{
    /// <summary>For a device: its will says that it is gone.</summary>
    public static MqttClientOptions For(MqttOptions options, MqttSecrets secrets, Topics topics, MqttProtocolVersion version) =>
        Common(options, secrets, options.EffectiveClientId, version)
            .WithWillTopic(topics.Availability)
            .WithWillPayload(Topics.Offline)
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain()
            .Build();

    /// <summary>To see whether the broker lets the device in, beside a daemon that is connected: under another client's name, without a will.</summary>
    public static MqttClientOptions ForTrial(MqttOptions options, MqttSecrets secrets, MqttProtocolVersion version) =>
        Common(options, secrets, $"{options.EffectiveClientId}-doctor", version).Build();

    /// <summary>For one that only listens.</summary>
    public static MqttClientOptions ForListening(MqttOptions options, MqttSecrets secrets, MqttProtocolVersion version) =>
        Common(options, secrets, options.EffectiveClientId, version).Build();

    private static MqttClientOptionsBuilder Common(MqttOptions options, MqttSecrets secrets, string clientId, MqttProtocolVersion version)
    {
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithTcpServer(options.Host, options.EffectivePort)
            .WithProtocolVersion(version)
            .WithClientId(clientId)
            .WithCleanStart()
            .WithKeepAlivePeriod(options.KeepAlive);
        if (options.UserName.Length > 0)
            builder.WithCredentials(options.UserName, secrets.Password);
        if (options.Tls)
            builder.WithTlsOptions(tls =>
            {
                // Brokers of one's own have authorities without a revocation service.
                tls.UseTls().WithRevocationMode(X509RevocationMode.NoCheck);
                if (secrets.TrustChain is { } chain)
                    tls.WithTrustChain(chain);
                if (secrets.ClientCertificate is { } certificate)
                    tls.WithClientCertificates(new X509Certificate2Collection(certificate));
            });
        return builder;
    }
}
