using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EmotionVoice.Edge.Models;

/// <summary>
/// Checks SHA-256 hashes and remembers them: one small stamp a file, so that later starts are quick. Where stamps
/// can't be written every start checks again.
/// </summary>
internal sealed class VerifiedFiles(string stampFolder)
{
    private const int BufferBytes = 1 << 20;

    /// <summary>The file's hash as lower-case hexadecimal; <paramref name="again"/> ignores the stamp.</summary>
    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public bool Matches(string path, SafeFileHandle handle, string sha256, bool again, out string actual, CancellationToken cancellationToken)
    {
        string stamp = StampFor(path);
        string facts = Facts(path, handle, sha256);
        if (!again && ReadStamp(stamp) == facts)
        {
            actual = sha256;
            return true;
        }

        actual = Hash(handle, cancellationToken);
        bool matches = actual == sha256;
        if (matches)
            WriteStamp(stamp, facts);
        return matches;
    }

    public static string Hash(SafeFileHandle handle, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferBytes];
        for (long at = 0; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = RandomAccess.Read(handle, buffer, at);
            if (count == 0)
                return Convert.ToHexStringLower(hash.GetHashAndReset());
            hash.AppendData(buffer, 0, count);
            at += count;
        }
    }

    private string StampFor(string path)
        => Path.Combine(stampFolder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..32]);

    private static string Facts(string path, SafeFileHandle handle, string sha256)
        => string.Create(CultureInfo.InvariantCulture, $"{RandomAccess.GetLength(handle)} {File.GetLastWriteTimeUtc(handle).Ticks} {sha256} {path}");

    private static string? ReadStamp(string stamp)
    {
        try
        {
            return File.Exists(stamp) ? File.ReadAllText(stamp) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void WriteStamp(string stamp, string facts)
    {
        try
        {
            Directory.CreateDirectory(stampFolder);
            string temporary = $"{stamp}.{Guid.NewGuid():N}";
            File.WriteAllText(temporary, facts);
            File.Move(temporary, stamp, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A cache that can't be written costs time at the next start, nothing else.
        }
    }
}
