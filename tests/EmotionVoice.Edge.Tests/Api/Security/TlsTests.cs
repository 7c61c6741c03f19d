using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Api.Security;

public sealed class TlsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ANewCertificateIsSeenByNewConnectionsWhileOldOnesLiveAndABrokenOneChangesNothing()
    {
        Write("first", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await using OpenDoors doors = await OpenDoors.StartAsync(options => (options.CertificateFile, options.KeyFile) = (_folder["cert.pem"], _folder["key.pem"]));
        using Connection old = await Connection.OpenAsync(doors.Address);
        Assert.Equal("CN=first", old.Subject);
        await old.AskAsync();

        Write("second", new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        using (Connection fresh = await Connection.OpenAsync(doors.Address))
        {
            Assert.Equal("CN=second", fresh.Subject);
            await fresh.AskAsync();
        }

        await old.AskAsync();
        await File.WriteAllTextAsync(_folder["cert.pem"], "no certificate", Token);
        using Connection last = await Connection.OpenAsync(doors.Address);
        Assert.Equal("CN=second", last.Subject);
        Assert.Contains(doors.Lines.All, line => line.Text.StartsWith("The new certificate in ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FilesThatHoldNoCertificateAreAWrongSetting()
    {
        await File.WriteAllTextAsync(_folder["cert.pem"], "no certificate", Token);

        Edge.Composition.SettingsException wrong = await Assert.ThrowsAsync<Edge.Composition.SettingsException>(
            () => OpenDoors.StartAsync(options => (options.CertificateFile, options.KeyFile) = (_folder["cert.pem"], _folder["key.pem"])));
        Assert.StartsWith("Api:CertificateFile: ", wrong.Problems[0], StringComparison.Ordinal);
    }

    private void Write(string name, DateTime written)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(130));
        File.WriteAllText(_folder["cert.pem"], certificate.ExportCertificatePem());
        File.WriteAllText(_folder["key.pem"], key.ExportPkcs8PrivateKeyPem());
        // The clock of a file system may be too coarse to tell two writes of a test apart.
        File.SetLastWriteTimeUtc(_folder["cert.pem"], written);
        File.SetLastWriteTimeUtc(_folder["key.pem"], written);
    }

    private sealed class Connection(TcpClient client, SslStream tls) : IDisposable
    {
        public string Subject => tls.RemoteCertificate!.Subject;

        public static async Task<Connection> OpenAsync(Uri address)
        {
            TcpClient client = new();
            await client.ConnectAsync(address.Host, address.Port, Token);
            SslStream tls = new(client.GetStream(), false, (_, certificate, _, _) => certificate is not null);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateRevocationCheckMode = X509RevocationMode.NoCheck }, Token);
            return new Connection(client, tls);
        }

        public async Task AskAsync()
        {
            await tls.WriteAsync("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Token);
            StringBuilder answer = new();
            byte[] buffer = new byte[1_024];
            while (!answer.ToString().EndsWith("ok\n", StringComparison.Ordinal))
            {
                int read = await tls.ReadAsync(buffer, Token);
                Assert.NotEqual(0, read);
                answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }

        public void Dispose()
        {
            tls.Dispose();
            client.Dispose();
        }
    }
}
