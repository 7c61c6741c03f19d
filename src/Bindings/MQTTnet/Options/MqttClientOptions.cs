using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace MQTTnet;

public interface IMqttClientChannelOptions
{
    MqttClientTlsOptions TlsOptions { get; }
}

public interface IMqttClientCredentialsProvider
{
    string GetUserName(MqttClientOptions clientOptions);

    byte[] GetPassword(MqttClientOptions clientOptions);
}

public interface IMqttClientCertificatesProvider
{
    X509CertificateCollection GetCertificates();
}

public sealed class MqttClientOptions
{
    public IMqttClientChannelOptions ChannelOptions { get; set; }

    public bool CleanSession { get; set; } = true;

    public string ClientId { get; set; } = Guid.NewGuid().ToString("N");

    public IMqttClientCredentialsProvider Credentials { get; set; }

    public TimeSpan KeepAlivePeriod { get; set; } = TimeSpan.FromSeconds(15);

    public MqttProtocolVersion ProtocolVersion { get; set; } = MqttProtocolVersion.V500;

    /// <summary>Used only when the caller's token can't be cancelled.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    public bool ValidateFeatures { get; set; } = true;

    public byte[] WillPayload { get; set; }

    public MqttQualityOfServiceLevel WillQualityOfServiceLevel { get; set; }

    public bool WillRetain { get; set; }

    public string WillTopic { get; set; }
}

public sealed class MqttClientTcpOptions : IMqttClientChannelOptions
{
    public EndPoint RemoteEndpoint { get; set; }

    public MqttClientTlsOptions TlsOptions { get; set; } = new();

    public override string ToString() => RemoteEndpoint?.ToString() ?? string.Empty;
}

public sealed class MqttClientTlsOptions
{
    public IMqttClientCertificatesProvider ClientCertificatesProvider { get; set; }

    /// <summary>The native library never asks a revocation server, so NoCheck is what happens whatever stands here.</summary>
    public X509RevocationMode RevocationMode { get; set; } = X509RevocationMode.Online;

    public SslProtocols SslProtocol { get; set; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    public X509Certificate2Collection TrustChain { get; set; }

    public bool UseTls { get; set; }
}

public sealed class MqttClientCredentials(string userName, byte[] password = null) : IMqttClientCredentialsProvider
{
    public string GetUserName(MqttClientOptions clientOptions) => userName;

    public byte[] GetPassword(MqttClientOptions clientOptions) => password;
}

public sealed class DefaultMqttCertificatesProvider : IMqttClientCertificatesProvider
{
    private readonly X509Certificate2Collection _certificates;

    public DefaultMqttCertificatesProvider(X509Certificate2Collection certificates) => _certificates = certificates;

    public X509CertificateCollection GetCertificates() => _certificates;
}
