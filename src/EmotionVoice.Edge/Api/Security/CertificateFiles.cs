using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Api.Security;

/// <summary>The certificate in PEM files, read again when they have changed: new connections see the new one, old ones live on. Any thread.</summary>
internal sealed class CertificateFiles
{
    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private (DateTime, DateTime) _stamp;
    private SslStreamCertificateContext _current;

    /// <exception cref="CryptographicException">The files hold no certificate with its key.</exception>
    /// <exception cref="IOException">They can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read them.</exception>
    public CertificateFiles(string certificateFile, string keyFile, ILogger<CertificateFiles> log)
    {
        (_certificateFile, _keyFile, _log) = (certificateFile, keyFile, log);
        _stamp = Stamp();
        _current = Read();
    }

    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_lock)
            {
                (DateTime, DateTime) stamp = Stamp();
                if (stamp == _stamp)
                    return _current;
                _stamp = stamp;
                try
                {
                    // The one before may still be shaking hands: left to the garbage collector.
                    _current = Read();
                    _log.CertificateRead(_current.TargetCertificate.Subject, _current.TargetCertificate.NotAfter.ToUniversalTime());
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
                {
                    _log.CertificateRefused(_certificateFile, e.Message);
                }

                return _current;
            }
        }
    }

    // A file that is missing for a moment while it is replaced has the time of 1601.
    private (DateTime, DateTime) Stamp() => (File.GetLastWriteTimeUtc(_certificateFile), File.GetLastWriteTimeUtc(_keyFile));

    private SslStreamCertificateContext Read()
    {
        X509Certificate2 own = X509Certificate2.CreateFromPemFile(_certificateFile, _keyFile);
        X509Certificate2Collection all = [];
        all.ImportFromPemFile(_certificateFile);
        // Offline: what is above it stands in the file, or nowhere.
        return SslStreamCertificateContext.Create(own, all, offline: true);
    }
}
