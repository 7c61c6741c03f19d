using System.Net;
using System.Net.Sockets;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>Stands before a broker. Closed, it is as if the broker were away, while others still reach it.</summary>
internal sealed class TcpGate(int brokerPort) : IAsyncDisposable
{
    private CancellationTokenSource _open = new();
    private Task _accepting = Task.CompletedTask;

    public int Port { get; } = Mosquitto.FreePort();

    public void Open()
    {
        _open = new CancellationTokenSource();
        TcpListener listener = new(IPAddress.Loopback, Port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        _accepting = AcceptAsync(listener, _open.Token);
    }

    public async Task CloseAsync()
    {
        await _open.CancelAsync();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _open.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken closed)
    {
        List<Task> passing = [];
        try
        {
            while (true)
                passing.Add(PassAsync(await listener.AcceptTcpClientAsync(closed), closed));
        }
        finally
        {
            listener.Stop();
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(TcpClient client, CancellationToken closed)
    {
        using TcpClient broker = new();
        using (client)
        {
            try
            {
                await broker.ConnectAsync(IPAddress.Loopback, brokerPort, closed);
                NetworkStream near = client.GetStream(), far = broker.GetStream();
                await Task.WhenAny(near.CopyToAsync(far, closed), far.CopyToAsync(near, closed));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
            }
        }
    }
}
