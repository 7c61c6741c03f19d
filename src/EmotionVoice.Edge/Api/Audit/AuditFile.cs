using System.Text;
using EmotionVoice.Edge.State;

namespace EmotionVoice.Edge.Api.Audit;

/// <summary>
/// The audit trail on the disk: lines are added, never changed, each on the disk before the next. Daemon and commands
/// write the same file, one at a time. A line that a power cut tore stays; the line after it says so. Past its size the
/// file becomes the older one of two, and the chain goes on.
/// </summary>
/// <param name="folder">The state folder.</param>
/// <param name="clock">Tells when, and paces the attempts to get the file.</param>
/// <param name="maxBytes">Size past which the file becomes the older one.</param>
internal sealed class AuditFile(string folder, TimeProvider clock, long maxBytes = 8_000_000) : IDisposable
{
    /// <summary>Says that the line before it was torn.</summary>
    public const string Recovered = "recovered";

    private const int TailBytes = 64 * 1024;
    private const int Attempts = 500;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    public string Path { get; } = System.IO.Path.Combine(folder, "audit.jsonl");

    /// <summary>What was written before the newest <c>maxBytes</c>.</summary>
    public string OlderPath { get; } = System.IO.Path.Combine(folder, "audit.1.jsonl");

    // Writers of this process wait for each other in order; only other processes are waited for by trying again.
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <exception cref="IOException">The file can't be written, or another process keeps it.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write it.</exception>
    public async Task AppendAsync(string who, string door, string what, string detail, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await AppendAloneAsync(who, door, what, detail, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task AppendAloneAsync(string who, string door, string what, string detail, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await using FileStream file = await OpenAsync(cancellationToken);
        Tail tail = ReadTail(file);
        StringBuilder text = new();
        if (tail.Open.Length > 0)
            text.Append('\n');
        if (tail.IsTorn)
            Add(text, ref tail, "daemon", "daemon", Recovered, AuditEntry.Hash(tail.Open));
        if (tail.Seq == 0 && File.Exists(OlderPath))
            tail = Continue(OlderPath) ?? tail;
        Add(text, ref tail, who, door, what, detail);
        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        file.Flush(flushToDisk: true);
        if (file.Length > maxBytes)
            File.Move(Path, OlderPath, overwrite: true);
    }

    public void Dispose() => _one.Dispose();

    private void Add(StringBuilder text, ref Tail tail, string who, string door, string what, string detail)
    {
        string brief = detail.Length > AuditEntry.LongestDetail ? detail[..AuditEntry.LongestDetail] : detail;
        (string line, string hash) = new AuditEntry(tail.Seq + 1, clock.GetUtcNow(), who, door, what, brief, tail.Hash).Seal();
        text.Append(line).Append('\n');
        tail = tail with { Seq = tail.Seq + 1, Hash = hash };
    }

    private async Task<FileStream> OpenAsync(CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return PrivateFile.Open(Path, FileMode.OpenOrCreate);
            }
            catch (IOException) when (attempt < Attempts && File.Exists(Path))
            {
                // Another writer has it for a moment.
                await Task.Delay(s_pause, clock, cancellationToken);
            }
        }
    }

    private static Tail? Continue(string path)
    {
        using FileStream file = File.OpenRead(path);
        Tail tail = ReadTail(file);
        return tail.Seq > 0 ? tail with { Open = "" } : null;
    }

    // The newest whole line, and what stands after it without an end.
    private static Tail ReadTail(FileStream file)
    {
        int length = (int)Math.Min(file.Length, TailBytes);
        file.Seek(-length, SeekOrigin.End);
        byte[] bytes = new byte[length];
        file.ReadExactly(bytes);
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        string open = lines[^1];
        // Everything but its end had reached the disk.
        if (AuditEntry.TryOpen(open, out AuditEntry entry, out string hash))
            return new Tail(entry.Seq, hash, open, IsTorn: false);
        foreach (string line in lines.SkipLast(1).Reverse())
            if (AuditEntry.TryOpen(line, out entry, out hash))
                return new Tail(entry.Seq, hash, open, open.Length > 0);
        return new Tail(0, AuditEntry.Beginning, open, open.Length > 0);
    }

    private record struct Tail(long Seq, string Hash, string Open, bool IsTorn);
}
