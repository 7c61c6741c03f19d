using System.Net.Sockets;

namespace Microsoft.Extensions.Hosting.Systemd;

/// <summary>Sends states as datagrams to the socket that NOTIFY_SOCKET names.</summary>
public class SystemdNotifier : ISystemdNotifier
{
    private readonly string? _socketPath;

    public SystemdNotifier()
    {
        string? socketPath = Environment.GetEnvironmentVariable("NOTIFY_SOCKET");
        if (string.IsNullOrEmpty(socketPath))
            return;

        // A leading '@' stands for the zero byte of Linux' abstract namespace.
        _socketPath = socketPath[0] == '@' ? "\0" + socketPath[1..] : socketPath;
    }

    public bool IsEnabled => _socketPath is not null;

    /// <exception cref="SocketException">The socket is gone.</exception>
    public void Notify(ServiceState state)
    {
        if (_socketPath is null)
            return;

        // A socket a call: states are rare, and any thread may send one.
        using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(_socketPath));
        socket.Send(state.Bytes);
    }
}
