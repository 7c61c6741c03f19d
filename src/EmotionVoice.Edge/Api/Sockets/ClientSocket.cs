using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EmotionVoice.Edge.Api.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmotionVoice.Edge.Api.Sockets;

internal enum ClientMessageKind
{
    Text,
    Binary,

    /// <summary>It was longer than allowed, and thrown away.</summary>
    TooLarge,

    /// <summary>None came for the time that was waited.</summary>
    Idle,

    /// <summary>There won't be another.</summary>
    Closed,
}

/// <param name="Kind">What came.</param>
/// <param name="Bytes">Valid until the next message is received.</param>
internal readonly record struct ClientMessage(ClientMessageKind Kind, ReadOnlyMemory<byte> Bytes = default);

/// <summary>
/// A WebSocket of a client that sends as well as listens. Messages are bounded, and so is the time that a client may
/// leave what it is sent unread: then it is cut off. One reader; any thread may send.
/// </summary>
internal sealed class ClientSocket : IAsyncDisposable
{
    // So many times the allowed length is read and thrown away before the connection is closed.
    private const int MostDropped = 16;

    private static readonly TimeSpan s_unread = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_goodbye = TimeSpan.FromMilliseconds(500);

    private readonly WebSocket _socket;
    private readonly int _largest;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _aborted;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenSource _ending;
    private readonly SemaphoreSlim _sending = new(1);
    private byte[] _buffer;
    private Task<ClientMessage>? _pending;

    private ClientSocket(WebSocket socket, int largest, TimeProvider clock, CancellationToken aborted, CancellationToken stopping)
    {
        (_socket, _largest, _clock, _aborted, _stopping) = (socket, largest, clock, aborted, stopping);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        _buffer = new byte[Math.Min(largest, 8 * 1024)];
    }

    /// <summary>Fires when the client goes or the device stops: nobody waits for an answer any more.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <exception cref="ProblemException">The request is none for a WebSocket.</exception>
    public static void Require(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
            return;
        context.Response.Headers.Upgrade = "websocket";
        throw new ProblemException(StatusCodes.Status426UpgradeRequired, "websocket_needed", "This address speaks WebSocket.");
    }

    /// <summary>A browser wants one of its own back, and never the one with the token in it.</summary>
    public static string? Subprotocol(HttpContext context) =>
        context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(protocol => !protocol.StartsWith(TokenAuthentication.SubprotocolPrefix, StringComparison.Ordinal));

    /// <param name="context">A request that <see cref="Require"/> let pass.</param>
    /// <param name="largest">Longest message of the client, in bytes.</param>
    /// <param name="clock">For the limits of time.</param>
    public static async Task<ClientSocket> AcceptAsync(HttpContext context, int largest, TimeProvider clock)
    {
        CancellationToken stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        return new ClientSocket(await context.WebSockets.AcceptWebSocketAsync(Subprotocol(context)), largest, clock, context.RequestAborted, stopping);
    }

    /// <summary>The next message. Waits at most so long, and goes on with the same one at the next call.</summary>
    public async Task<ClientMessage> ReceiveAsync(TimeSpan patience)
    {
        _pending ??= ReadAsync();
        ClientMessage message;
        try
        {
            // Given up is the wait alone: cancelling the receive itself would break the socket.
            message = await _pending.WaitAsync(patience, _clock, _stopping);
        }
        catch (TimeoutException)
        {
            return new ClientMessage(ClientMessageKind.Idle);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return new ClientMessage(ClientMessageKind.Closed);
        }

        if (message.Kind == ClientMessageKind.Closed)
            await _ending.CancelAsync();
        else
            _pending = null;
        return message;
    }

    /// <summary>Sends a message. To a client that has gone nothing is sent; the next receive tells so.</summary>
    public async Task SendAsync<T>(T message, JsonTypeInfo<T> type)
    {
        byte[] utf8 = JsonSerializer.SerializeToUtf8Bytes(message, type);
        using CancellationTokenSource late = new(s_unread, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _aborted);
        try
        {
            await _sending.WaitAsync(either.Token);
            try
            {
                if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                    await _socket.SendAsync(utf8, WebSocketMessageType.Text, true, either.Token);
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // It has gone, or reads nothing: then its connection ends here.
            _socket.Abort();
        }
    }

    /// <summary>Breaks the connection. Any thread.</summary>
    public void Abort() => _socket.Abort();

    /// <summary>Says goodbye. Called by the reader, as the last thing.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string? reason)
    {
        await _ending.CancelAsync();
        try
        {
            await _sending.WaitAsync(_aborted);
            try
            {
                if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                    await (_stopping.IsCancellationRequested
                        ? _socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "The device stops.", _aborted)
                        : _socket.CloseOutputAsync(status, reason, _aborted));
            }
            finally
            {
                _sending.Release();
            }

            // Breaking the connection at once would overtake the goodbye.
            await ClosedAsync().WaitAsync(s_goodbye, _clock, _aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Then without a goodbye.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        if (_socket.State != WebSocketState.Closed)
            _socket.Abort();
        if (_pending is not null)
            await _pending;
        _socket.Dispose();
        _ending.Dispose();
        _sending.Dispose();
    }

    private async Task ClosedAsync()
    {
        while ((await (_pending ??= ReadAsync())).Kind != ClientMessageKind.Closed)
            _pending = null;
    }

    // Throws nothing: a broken connection is the last message.
    private async Task<ClientMessage> ReadAsync()
    {
        try
        {
            int length = 0;
            long dropped = 0;
            while (true)
            {
                if (length == _buffer.Length && length < _largest)
                    Array.Resize(ref _buffer, Math.Min(_largest, 2 * length));
                bool full = length == _largest;
                ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(_buffer.AsMemory(full ? 0 : length), _aborted);
                if (part.MessageType == WebSocketMessageType.Close)
                    return new ClientMessage(ClientMessageKind.Closed);
                if (full)
                    dropped += part.Count;
                else
                    length += part.Count;
                if (part.EndOfMessage)
                    return dropped > 0
                        ? new ClientMessage(ClientMessageKind.TooLarge)
                        : new ClientMessage(part.MessageType == WebSocketMessageType.Text ? ClientMessageKind.Text : ClientMessageKind.Binary, _buffer.AsMemory(0, length));
                if (dropped > (long)MostDropped * _largest)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, null, _aborted);
                    return new ClientMessage(ClientMessageKind.Closed);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            return new ClientMessage(ClientMessageKind.Closed);
        }
    }
}
