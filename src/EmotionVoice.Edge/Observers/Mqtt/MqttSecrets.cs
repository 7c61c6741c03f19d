using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EmotionVoice.Edge.Composition;

namespace EmotionVoice.Edge.Observers.Mqtt;

/// <summary>What the settings only name: the password and certificates, read once at the start.</summary>
internal sealed class MqttSecrets
{
    public const string CredentialsVariable = SecretFile.CredentialsVariable;

    public byte[]? Password { get; private init; }

    public X509Certificate2Collection? TrustChain { get; private init; }

    public X509Certificate2? ClientCertificate { get; private init; }

    /// <exception cref="SettingsException">Names every file that can't be used.</exception>
    public static MqttSecrets Read(MqttOptions options, Func<string, string?> environment)
    {
        List<string> problems = [];
        string passwordPath = SecretFile.Path(options.PasswordFile, options.PasswordCredential, "Mqtt:PasswordCredential", environment, problems);
        MqttSecrets secrets = new()
        {
            Password = From("Mqtt:PasswordFile", passwordPath, path => TrimEnd(File.ReadAllBytes(path)), problems),
            TrustChain = From("Mqtt:CaFile", options.CaFile, Chain, problems),
            ClientCertificate = From("Mqtt:ClientCertificateFile", options.ClientCertificateFile, path => X509Certificate2.CreateFromPemFile(path, options.ClientKeyFile), problems),
        };
        return problems.Count == 0 ? secrets : throw new SettingsException(problems);
    }

    private static T? From<T>(string key, string path, Func<string, T> read, List<string> problems) where T : class
    {
        if (path.Length == 0)
            return null;
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            problems.Add($"{key}: {path} can't be used: {e.Message}");
            return null;
        }
    }

    private static X509Certificate2Collection Chain(string path)
    {
        X509Certificate2Collection chain = [];
        chain.ImportFromPemFile(path);
        return chain.Count > 0 ? chain : throw new CryptographicException("There is no certificate in it.");
    }

    private static byte[] TrimEnd(byte[] bytes) => bytes.AsSpan().TrimEnd("\r\n"u8).ToArray();
}
