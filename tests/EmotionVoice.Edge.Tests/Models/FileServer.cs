using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EmotionVoice.Edge.Tests.Models;

/// <summary>A web server on loopback that can misbehave: it writes to the socket what the test says.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Request, Reply> _answer;

    public FileServer(Func<Request, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Serves one file at any path, with ranges and an ETag.</summary>
    public static FileServer Of(byte[] file, string etag = "\"1\"") => new(request => Reply.File(file, request, etag));

    public ConcurrentQueue<Request> Requests { get; } = new();

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                Request request = await ReadAsync(stream);
                Requests.Enqueue(request);
                Reply reply = _answer(request);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {reply.Status} X\r\nConnection: close\r\n{string.Concat(reply.Headers.Select(h => h + "\r\n"))}\r\n"), _stop.Token);
                await stream.WriteAsync(reply.Body, _stop.Token);
                if (reply.Hangs)
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private async Task<Request> ReadAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        string path = (await reader.ReadLineAsync(_stop.Token))!.Split(' ')[1];
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        for (string line; (line = (await reader.ReadLineAsync(_stop.Token))!).Length > 0;)
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return new Request(path, headers);
    }

    internal sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers)
    {
        public string? Range => Headers.GetValueOrDefault("Range");

        public string? IfRange => Headers.GetValueOrDefault("If-Range");

        public int Start => Range is { } range ? int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) : 0;
    }

    internal sealed record Reply(int Status, IReadOnlyList<string> Headers, byte[] Body)
    {
        /// <summary>Keeps the connection open and silent after the body.</summary>
        public bool Hangs { get; init; }

        public static Reply Empty(int status, params string[] headers) => new(status, [.. headers, "Content-Length: 0"], []);

        public static Reply Whole(byte[] file, params string[] headers) => new(200, [.. headers, $"Content-Length: {file.Length}"], file);

        /// <summary>As a good server does: a range when its mark fits, else the whole.</summary>
        public static Reply File(byte[] file, Request request, string etag)
        {
            bool partial = request.Range is not null && (request.IfRange is null || request.IfRange == etag);
            if (!partial)
                return Whole(file, $"ETag: {etag}");
            if (request.Start >= file.Length)
                return Empty(416, $"Content-Range: bytes */{file.Length}");
            byte[] rest = file[request.Start..];
            return new Reply(206, [$"ETag: {etag}", $"Content-Length: {rest.Length}", $"Content-Range: bytes {request.Start}-{file.Length - 1}/{file.Length}"], rest);
        }

        /// <summary>Promises all that is left and hangs up (or falls silent) after some of it.</summary>
        public Reply CutAfter(int count, bool hangs = false) => this with { Body = Body[..count], Hangs = hangs };
    }
}
