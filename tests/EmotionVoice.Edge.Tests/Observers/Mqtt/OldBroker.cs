using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>
/// As much of an MQTT 3.1.1 broker as one client needs (OASIS MQTT 3.1.1, 3.1 to 3.9): other versions are refused with
/// return code 1, subscriptions granted, messages acknowledged.
/// </summary>
internal sealed class OldBroker : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<int> _versions = Channel.CreateUnbounded<int>();
    private readonly Channel<string> _topics = Channel.CreateUnbounded<string>();
    private readonly Task _serving;

    public OldBroker()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async Task<List<int>> VersionsAsync(int count, CancellationToken cancellationToken) =>
        await _versions.Reader.ReadAllAsync(cancellationToken).Take(count).ToListAsync(cancellationToken);

    public async Task WaitForAsync(string topic, CancellationToken cancellationToken)
    {
        while (await _topics.Reader.ReadAsync(cancellationToken) != topic)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (IOException)
            {
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        while (true)
        {
            byte[] header = new byte[1];
            await stream.ReadExactlyAsync(header, _stop.Token);
            byte[] body = new byte[await LengthAsync(stream)];
            await stream.ReadExactlyAsync(body, _stop.Token);
            switch (header[0] >> 4)
            {
                case 1:
                    _versions.Writer.TryWrite(body[6]);
                    await stream.WriteAsync(new byte[] { 0x20, 2, 0, (byte)(body[6] == 4 ? 0 : 1) }, _stop.Token);
                    if (body[6] != 4)
                        return;
                    break;
                case 3:
                    int length = body[0] << 8 | body[1];
                    _topics.Writer.TryWrite(Encoding.UTF8.GetString(body, 2, length));
                    if ((header[0] & 0x06) != 0)
                        await stream.WriteAsync(new byte[] { 0x40, 2, body[length + 2], body[length + 3] }, _stop.Token);
                    break;
                case 8:
                    await stream.WriteAsync(new byte[] { 0x90, 4, body[0], body[1], 1, 1 }, _stop.Token);
                    break;
                case 12:
                    await stream.WriteAsync(new byte[] { 0xD0, 0 }, _stop.Token);
                    break;
                case 14:
                    return;
            }
        }
    }

    private async Task<int> LengthAsync(NetworkStream stream)
    {
        byte[] digit = new byte[1];
        int length = 0;
        for (int shift = 0; ; shift += 7)
        {
            await stream.ReadExactlyAsync(digit, _stop.Token);
            length |= (digit[0] & 0x7F) << shift;
            if ((digit[0] & 0x80) == 0)
                return length;
        }
    }
}
