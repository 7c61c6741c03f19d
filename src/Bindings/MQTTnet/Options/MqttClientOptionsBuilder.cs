using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace MQTTnet;

public sealed class MqttClientOptionsBuilder
{
    private const int DefaultPort = 1883;
    private const int SecurePort = 8883;

    private readonly MqttClientOptions _options = new();
    private MqttClientTcpOptions _tcp;
    private MqttClientTlsOptions _tls;
    private DnsEndPoint _endPoint;

    /// <exception cref="InvalidOperationException">No server was named.</exception>
    public MqttClientOptions Build()
    {
        if (_tcp is null)
            throw new InvalidOperationException("A channel must be set.");
        _tcp.TlsOptions = _tls ?? _tcp.TlsOptions;
        int port = _endPoint.Port != 0 ? _endPoint.Port : _tcp.TlsOptions.UseTls ? SecurePort : DefaultPort;
        _tcp.RemoteEndpoint ??= new DnsEndPoint(_endPoint.Host, port, _endPoint.AddressFamily);
        _options.ChannelOptions = _tcp;
        return _options;
    }

    public MqttClientOptionsBuilder WithCleanStart(bool value = true)
    {
        _options.CleanSession = value;
        return this;
    }

    public MqttClientOptionsBuilder WithClientId(string value)
    {
        _options.ClientId = value;
        return this;
    }

    public MqttClientOptionsBuilder WithCredentials(string username, string password) =>
        WithCredentials(username, password is null ? null : Encoding.UTF8.GetBytes(password));

    public MqttClientOptionsBuilder WithCredentials(string username, byte[] password = null)
    {
        _options.Credentials = new MqttClientCredentials(username, password);
        return this;
    }

    public MqttClientOptionsBuilder WithKeepAlivePeriod(TimeSpan value)
    {
        _options.KeepAlivePeriod = value;
        return this;
    }

    /// <exception cref="ArgumentException">The version is unknown.</exception>
    public MqttClientOptionsBuilder WithProtocolVersion(MqttProtocolVersion value)
    {
        if (value == MqttProtocolVersion.Unknown)
            throw new ArgumentException("Protocol version is invalid.");
        _options.ProtocolVersion = value;
        return this;
    }

    public MqttClientOptionsBuilder WithTcpServer(string host, int? port = null, AddressFamily addressFamily = AddressFamily.Unspecified)
    {
        ArgumentNullException.ThrowIfNull(host);
        _tcp = new MqttClientTcpOptions();
        _endPoint = new DnsEndPoint(host, port ?? 0, addressFamily);
        return this;
    }

    public MqttClientOptionsBuilder WithTimeout(TimeSpan value)
    {
        _options.Timeout = value;
        return this;
    }

    public MqttClientOptionsBuilder WithTlsOptions(Action<MqttClientTlsOptionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        MqttClientTlsOptionsBuilder builder = new();
        configure(builder);
        _tls = builder.Build();
        return this;
    }

    public MqttClientOptionsBuilder WithWillPayload(string willPayload)
    {
        _options.WillPayload = string.IsNullOrEmpty(willPayload) ? null : Encoding.UTF8.GetBytes(willPayload);
        return this;
    }

    public MqttClientOptionsBuilder WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel willQualityOfServiceLevel)
    {
        _options.WillQualityOfServiceLevel = willQualityOfServiceLevel;
        return this;
    }

    public MqttClientOptionsBuilder WithWillRetain(bool willRetain = true)
    {
        _options.WillRetain = willRetain;
        return this;
    }

    public MqttClientOptionsBuilder WithWillTopic(string willTopic)
    {
        _options.WillTopic = willTopic;
        return this;
    }
}

public sealed class MqttClientTlsOptionsBuilder
{
    // Who calls the builder wants TLS.
    private readonly MqttClientTlsOptions _options = new() { UseTls = true };

    public MqttClientTlsOptions Build() => _options;

    public MqttClientTlsOptionsBuilder UseTls(bool useTls = true)
    {
        _options.UseTls = useTls;
        return this;
    }

    public MqttClientTlsOptionsBuilder WithClientCertificates(X509Certificate2Collection certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        _options.ClientCertificatesProvider = new DefaultMqttCertificatesProvider(certificates);
        return this;
    }

    public MqttClientTlsOptionsBuilder WithRevocationMode(X509RevocationMode revocationMode)
    {
        _options.RevocationMode = revocationMode;
        return this;
    }

    public MqttClientTlsOptionsBuilder WithTrustChain(X509Certificate2Collection chain)
    {
        _options.TrustChain = chain;
        return this;
    }
}
