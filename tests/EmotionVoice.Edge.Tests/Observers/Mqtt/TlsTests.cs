using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EmotionVoice.Edge.Observers.Mqtt;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

public sealed class TlsTests
{
    private static readonly DateTimeOffset s_from = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_until = new(2060, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ABrokerWithACertificateOfTheTrustedAuthorityIsSpokenTo()
    {
        await using Mosquitto broker = await StartAsync(requireClients: true);
        MqttOptions options = Options(broker, "ca.pem");
        options.ClientCertificateFile = Path.Combine(broker.Folder, "client.pem");
        options.ClientKeyFile = Path.Combine(broker.Folder, "client.key");

        await using MqttBench bench = new(options);

        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/availability", Token,
            "--cafile", options.CaFile, "--cert", options.ClientCertificateFile, "--key", options.ClientKeyFile);
        Assert.Equal("online", (await subscriber.WaitAsync("/availability", Token)).Payload);
    }

    [Fact]
    public async Task ABrokerOfAnotherAuthorityGetsNothing()
    {
        await using Mosquitto broker = await StartAsync(requireClients: false);
        FastClock clock = new(20);
        await using MqttBench bench = new(Options(broker, "other-ca.pem"), clock: clock);

        await Task.Delay(TimeSpan.FromSeconds(20), clock, Token);

        Assert.InRange(bench.Observer.Link.Attempts, 1, 10);
        Assert.Contains("is away", Assert.Single(bench.Log.Lines).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(broker.Log, line => line.Contains("emotionvoice/test", StringComparison.Ordinal));
    }

    private static MqttOptions Options(Mosquitto broker, string ca)
    {
        MqttOptions options = MqttBench.Options(broker.Port);
        options.Tls = true;
        options.CaFile = Path.Combine(broker.Folder, ca);
        return options;
    }

    private static async Task<Mosquitto> StartAsync(bool requireClients)
    {
        Mosquitto broker = Mosquitto.NotYet(
            "allow_anonymous true", "cafile {folder}/ca.pem", "certfile {folder}/server.pem", "keyfile {folder}/server.key", $"require_certificate {(requireClients ? "true" : "false")}");
        using X509Certificate2 authority = Authority("Test authority");
        using X509Certificate2 other = Authority("Another authority");
        Write(broker, "ca.pem", authority.ExportCertificatePem());
        Write(broker, "other-ca.pem", other.ExportCertificatePem());
        Issue(broker, authority, "server");
        Issue(broker, authority, "client");
        await broker.StartAsync(Token);
        return broker;
    }

    private static X509Certificate2 Authority(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return request.CreateSelfSigned(s_from, s_until);
    }

    private static void Issue(Mosquitto broker, X509Certificate2 authority, string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(authority, s_from, s_until.AddDays(-1), RandomNumberGenerator.GetBytes(8));
        Write(broker, name + ".pem", certificate.ExportCertificatePem());
        Write(broker, name + ".key", key.ExportPkcs8PrivateKeyPem());
    }

    private static void Write(Mosquitto broker, string name, string text) => File.WriteAllText(Path.Combine(broker.Folder, name), text);
}
