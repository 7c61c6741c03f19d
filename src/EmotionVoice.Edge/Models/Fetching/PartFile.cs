using System.Security.Cryptography;

namespace EmotionVoice.Edge.Models.Fetching;

/// <summary>
/// A file on its way: <c>name.part</c>, hashed while it grows, and <c>name.part.from</c>, which says what it is a part
/// of so that a later run resumes it. Used by one fetch at a time (the cache lock).
/// </summary>
internal sealed class PartFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly string _origin;
    private IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private PartFile(FileStream stream, string origin)
    {
        _stream = stream;
        _origin = origin;
    }

    /// <summary>Bytes that are here.</summary>
    public long Length { get; private set; }

    /// <summary>The server's mark of the version that the bytes belong to (an ETag or a date); empty when it gave none.</summary>
    public string Validator { get; private set; } = "";

    public static string PathFor(string destination) => destination + ".part";

    /// <summary>Opens the part of an earlier run when it came from the same place, else an empty one.</summary>
    public static PartFile Open(string part, string origin, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        FileStream stream = new(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        try
        {
            PartFile file = new(stream, origin);
            string[] note = File.Exists(part + ".from") ? File.ReadAllLines(part + ".from") : [];
            if (note.Length == 2 && note[0] == origin)
            {
                file.Validator = note[1];
                file.ReadBack(cancellationToken);
            }
            else
            {
                file.Restart("");
            }

            return file;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public static void Delete(string part)
    {
        foreach (string path in new[] { part, part + ".from" }.Where(File.Exists))
            File.Delete(path);
    }

    /// <summary>Empties the file; what follows belongs to the version that <paramref name="validator"/> marks.</summary>
    public void Restart(string validator)
    {
        _stream.SetLength(0);
        _stream.Position = 0;
        _hash.Dispose();
        _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Length = 0;
        Validator = validator;
        File.WriteAllLines(_stream.Name + ".from", [_origin, validator]);
    }

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken);
        _hash.AppendData(bytes.Span);
        Length += bytes.Length;
    }

    /// <summary>Puts the bytes on the disk and gives their SHA-256.</summary>
    public string Finish()
    {
        _stream.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
    }

    private void ReadBack(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1 << 20];
        for (int count; (count = _stream.Read(buffer)) > 0; Length += count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _hash.AppendData(buffer, 0, count);
        }
    }
}
