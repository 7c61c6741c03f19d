using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting.Systemd;

namespace EmotionVoice.Edge.Tests.Hosting;

/// <summary>The service manager's end of the notify socket: a real one.</summary>
internal sealed class ServiceManagerSocket : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotionvoice-notify-").FullName;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 240_000 };

    public ServiceManagerSocket() => _socket.Bind(new UnixDomainSocketEndPoint(Path));

    public string Path => System.IO.Path.Combine(_folder, "notify");

    /// <summary>Waits for the next state.</summary>
    public string Next()
    {
        byte[] datagram = new byte[512];
        return Encoding.UTF8.GetString(datagram, 0, _socket.Receive(datagram));
    }

    /// <summary>States that have arrived by now.</summary>
    public List<string> Arrived()
    {
        List<string> states = [];
        while (_socket.Poll(0, SelectMode.SelectRead))
            states.Add(Next());
        return states;
    }

    /// <summary>A notifier for this socket. The real one reads the environment once, when it is made.</summary>
    public ISystemdNotifier Notifier()
    {
        Environment.SetEnvironmentVariable("NOTIFY_SOCKET", Path);
        try
        {
            return new SystemdNotifier();
        }
        finally
        {
            Environment.SetEnvironmentVariable("NOTIFY_SOCKET", null);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
