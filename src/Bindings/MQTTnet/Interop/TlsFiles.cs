using System.Security.Cryptography.X509Certificates;

namespace MQTTnet.Interop;

/// <summary>
/// The library takes certificates as files, upstream as objects: they are written for the time of connecting into a
/// folder that only this user can open.
/// </summary>
internal sealed class TlsFiles : IDisposable
{
    private const string SystemCertificates = "/etc/ssl/certs";

    private readonly string _folder;

    private TlsFiles(MqttClientTlsOptions options)
    {
        // CreateTempSubdirectory makes it with mode 0700.
        _folder = Directory.CreateTempSubdirectory("mqtt-").FullName;
        if (options.TrustChain is { Count: > 0 } chain)
            CaFile = Write("ca.pem", chain.ExportCertificatePems());
        if (options.ClientCertificatesProvider?.GetCertificates() is { Count: > 0 } own)
        {
            X509Certificate2 first = (X509Certificate2)own[0];
            CertificateFile = Write("certificate.pem", string.Join('\n', own.Cast<X509Certificate2>().Select(certificate => certificate.ExportCertificatePem())));
            KeyFile = Write("key.pem", (first.GetRSAPrivateKey() ?? (System.Security.Cryptography.AsymmetricAlgorithm)first.GetECDsaPrivateKey()
                ?? throw new NotSupportedException("The client certificate has neither an RSA nor an ECDsa key.")).ExportPkcs8PrivateKeyPem());
        }
    }

    public string CaFile { get; }

    public string CaPath => CaFile is null ? SystemCertificates : null;

    public string CertificateFile { get; }

    public string KeyFile { get; }

    /// <summary>Null when the connection is to be plain.</summary>
    public static TlsFiles Create(MqttClientTlsOptions options) => options is { UseTls: true } ? new TlsFiles(options) : null;

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using FileStream file = new(path, options);
        using StreamWriter writer = new(file);
        writer.Write(text);
        return path;
    }
}
