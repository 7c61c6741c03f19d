using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace EmotionVoice.Edge.Testing;

/// <summary>
/// An OpenAI-compatible server on loopback that can misbehave. It plays one list of steps a chat request, the last one again
/// and again. A step is a piece of a reply (a text) or one of <see cref="Step"/>.
/// </summary>
public sealed class OpenAiServer : IDisposable
{
    private const string Stream = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object[][] _replies;
    private int _next;

    public OpenAiServer(params object[][] replies)
    {
        _replies = replies;
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1";
        _ = AcceptAsync();
    }

    public enum Step
    {
        /// <summary>The reply ends in good order.</summary>
        Finish,

        /// <summary>The connection is reset.</summary>
        Kill,

        /// <summary>The connection is kept, and nothing comes any more.</summary>
        Hang,
    }

    /// <summary>A whole response in place of a stream.</summary>
    public sealed record Whole(int Status, string Body, string Header = "Content-Type: application/json");

    /// <summary>A function is called, its arguments in two pieces, and the reply ends with it.</summary>
    public sealed record Call(string Name, string Arguments);

    /// <summary>Sent as it is, within a stream.</summary>
    public sealed record Raw(string Text);

    public string Address { get; }

    /// <summary>Names in the list of models.</summary>
    public IReadOnlyList<string> Models { get; init; } = ["big"];

    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>Completes with the first request.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Requests for a reply, without the trials.</summary>
    public IEnumerable<Request> Turns => Requests.Where(request => request.Path.EndsWith("/chat/completions", StringComparison.Ordinal) && !request.Body.Contains("\"Hello.\"", StringComparison.Ordinal));

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                NetworkStream stream = client.GetStream();
                while (await ReadAsync(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    _asked.TrySetResult();
                    if (!await AnswerAsync(client, stream, request))
                        return;
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    /// <summary>True when the connection can be used again.</summary>
    private async Task<bool> AnswerAsync(TcpClient client, NetworkStream stream, Request request)
    {
        if (request.Path.EndsWith("/models", StringComparison.Ordinal))
        {
            string models = string.Join(',', Models.Select(name => $$"""{"id":{{JsonSerializer.Serialize(name)}},"object":"model"}"""));
            await SendAsync(stream, new Whole(200, $$"""{"object":"list","data":[{{models}}]}"""));
            return true;
        }

        // A trial is answered well, and doesn't use up a reply.
        bool trial = request.Body.Contains("\"Hello.\"", StringComparison.Ordinal);
        object[] steps = trial && _replies is not [[Whole, ..], ..] ? ["Hi.", Step.Finish] : _replies[Math.Min(trial ? 0 : Interlocked.Increment(ref _next) - 1, _replies.Length - 1)];
        if (steps is [Whole whole])
        {
            await SendAsync(stream, whole);
            return true;
        }

        bool begun = false;
        foreach (object step in steps)
        {
            if (step is Step.Hang)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
            if (!begun && step is not Step.Kill)
                await WriteAsync(stream, Stream);
            begun = true;
            switch (step)
            {
                case string text:
                    await ChunkAsync(stream, $"data: {Piece($$"""{"content":{{JsonSerializer.Serialize(text)}}}""", "null")}\n\n");
                    break;
                case Call call:
                    string function = $$"""{"name":{{JsonSerializer.Serialize(call.Name)}},"arguments":""}""";
                    await ChunkAsync(stream, $"data: {Piece($$"""{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{{function}} }]}""", "null")}\n\n");
                    int half = call.Arguments.Length / 2;
                    foreach (string part in (string[])[call.Arguments[..half], call.Arguments[half..]])
                        await ChunkAsync(stream, $"data: {Piece($$"""{"tool_calls":[{"index":0,"function":{"arguments":{{JsonSerializer.Serialize(part)}} } }]}""", "null")}\n\n");
                    await ChunkAsync(stream, $"data: {Piece("{}", "\"tool_calls\"")}\n\ndata: [DONE]\n\n");
                    await WriteAsync(stream, "0\r\n\r\n");
                    return true;
                case Raw raw:
                    await ChunkAsync(stream, raw.Text);
                    break;
                case Step.Finish:
                    await ChunkAsync(stream, $"data: {Piece("{}", "\"stop\"")}\n\ndata: [DONE]\n\n");
                    await WriteAsync(stream, "0\r\n\r\n");
                    return true;
                case Step.Kill:
                    client.LingerState = new LingerOption(enable: true, seconds: 0);
                    return false;
            }
        }

        return false;
    }

    private static string Piece(string delta, string finish) =>
        $$"""{"id":"1","object":"chat.completion.chunk","created":1,"model":"big","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""";

    private Task SendAsync(NetworkStream stream, Whole whole) =>
        WriteAsync(stream, $"HTTP/1.1 {whole.Status} X\r\n{whole.Header}\r\nContent-Length: {Encoding.UTF8.GetByteCount(whole.Body)}\r\n\r\n{whole.Body}");

    private Task ChunkAsync(NetworkStream stream, string text) =>
        WriteAsync(stream, string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n"));

    private async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), _stop.Token);

    // Null at the end of the connection.
    private async Task<Request?> ReadAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }

        string[] lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new Request(lines[0].Split(' ')[1], headers, Encoding.UTF8.GetString(body));
    }

    public sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers, string Body);
}
