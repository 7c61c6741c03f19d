using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace EmotionVoice.Edge.Tests.Api;

/// <summary>A client's side of a socket of the doors.</summary>
internal sealed class TestSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[64 * 1024];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestSocket> ConnectAsync(OpenDoors doors, string path, string? token = null)
    {
        TestSocket socket = new();
        if (token is not null)
            socket._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        try
        {
            await socket._socket.ConnectAsync(new Uri(new Uri(doors.Address.ToString().Replace("http", "ws", StringComparison.Ordinal)), path), Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Token);

    public Task SendAsync(byte[] bytes) => _socket.SendAsync(bytes, WebSocketMessageType.Binary, true, Token);

    /// <summary>The next message; null when the other side says goodbye.</summary>
    public async Task<JsonElement?> ReadAsync()
    {
        int length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, 2 * length);
            part = await _socket.ReceiveAsync(_buffer.AsMemory(length), Token);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        if (part.MessageType == WebSocketMessageType.Close)
            return null;
        Assert.Equal(WebSocketMessageType.Text, part.MessageType);
        using JsonDocument json = JsonDocument.Parse(_buffer.AsMemory(0, length));
        return json.RootElement.Clone();
    }

    /// <summary>The next message, which is no goodbye.</summary>
    public async Task<JsonElement> NextAsync() => await ReadAsync() ?? throw new InvalidOperationException("The connection was closed.");

    /// <summary>The next message of one of the types; others before it are left out.</summary>
    public async Task<JsonElement> ReadAsync(params string[] types)
    {
        while (true)
        {
            JsonElement message = await ReadAsync() ?? throw new InvalidOperationException($"The connection was closed before {string.Join(" or ", types)} came.");
            if (types.Contains(Type(message)))
                return message;
        }
    }

    /// <summary>The next error's code.</summary>
    public async Task<string> ErrorAsync()
    {
        JsonElement error = await ReadAsync("error");
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        return error.GetProperty("code").GetString()!;
    }

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Token);

    public void Dispose() => _socket.Dispose();

    public static string Type(JsonElement message) => message.GetProperty("type").GetString()!;

    /// <summary>Raw int16 sound.</summary>
    public static byte[] Int16(float[] samples)
    {
        byte[] bytes = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)Math.Round(samples[i] * 32767));
        return bytes;
    }
}
