using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting.Systemd;

namespace EmotionVoice.Edge.Devices.Tests.Bindings.Systemd;

/// <summary>Against a real datagram socket. One class, so that nothing else changes the variable meanwhile.</summary>
public sealed class SystemdNotifierTests : IDisposable
{
    private const string Variable = "NOTIFY_SOCKET";

    private readonly string _folder = Directory.CreateTempSubdirectory("emotionvoice-notify-").FullName;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void States_arrive_as_datagrams_one_each()
    {
        string path = Path.Combine(_folder, "notify");
        using Socket manager = Listen(path);
        SystemdNotifier notifier = Notifier(path);

        Assert.True(notifier.IsEnabled);
        notifier.Notify(ServiceState.Ready);
        notifier.Notify(new ServiceState("STATUS=듣고 있어요"));
        notifier.Notify(ServiceState.Stopping);
        Assert.Equal(["READY=1", "STATUS=듣고 있어요", "STOPPING=1"], [Receive(manager), Receive(manager), Receive(manager)]);
    }

    [Fact]
    public void An_abstract_socket_is_written_with_an_at_sign()
    {
        string name = "emotionvoice-" + Guid.NewGuid().ToString("N");
        using Socket manager = Listen("\0" + name);
        Notifier("@" + name).Notify(new ServiceState("WATCHDOG=1"));
        Assert.Equal("WATCHDOG=1", Receive(manager));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_socket_nothing_is_sent(string? path)
    {
        SystemdNotifier notifier = Notifier(path);
        Assert.False(notifier.IsEnabled);
        notifier.Notify(ServiceState.Ready);
    }

    [Fact]
    public void A_socket_that_is_gone_is_an_error() =>
        Assert.Throws<SocketException>(() => Notifier(Path.Combine(_folder, "gone")).Notify(ServiceState.Ready));

    [Fact]
    public void A_state_tells_its_text()
    {
        Assert.Equal("READY=1", ServiceState.Ready.ToString());
        Assert.Equal("STOPPING=1", ServiceState.Stopping.ToString());
        Assert.Equal("STATUS=x", new ServiceState("STATUS=x").ToString());
        Assert.Equal("", default(ServiceState).ToString());
    }

    internal static Socket Listen(string path)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 30_000 };
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    internal static string Receive(Socket socket)
    {
        byte[] datagram = new byte[256];
        return Encoding.UTF8.GetString(datagram, 0, socket.Receive(datagram));
    }

    private static SystemdNotifier Notifier(string? path)
    {
        Environment.SetEnvironmentVariable(Variable, path);
        return new SystemdNotifier();
    }
}
