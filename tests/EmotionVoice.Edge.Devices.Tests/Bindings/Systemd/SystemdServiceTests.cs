using System.Net.Sockets;
using EmotionVoice.Edge.Devices.Tests.Children;
using EmotionVoice.Edge.Testing.SoundServer;

namespace EmotionVoice.Edge.Devices.Tests.Bindings.Systemd;

/// <summary>A host in a process of its own, once below a parent that is called systemd.</summary>
public sealed class SystemdServiceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotionvoice-service-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task As_a_service_the_host_says_when_it_is_ready_and_when_it_stops_and_stops_on_SIGTERM()
    {
        string path = Path.Combine(_folder, "notify");
        using Socket manager = SystemdNotifierTests.Listen(path);

        // A shell by the name of systemd is all that the check looks at.
        string shell = Path.Combine(_folder, "systemd");
        File.Copy("/bin/sh", shell);
        string command = string.Join(' ', TestChild.Command.Select(word => $"'{word}'"));
        await using ChildProcess service = ChildProcess.Run(
            new Dictionary<string, string> { ["NOTIFY_SOCKET"] = path }, shell, "-c", $"{command} child service; exit $?");

        string processId = await service.WaitForAsync("pid", Token);
        Assert.Equal("True", service.Said("service")[0]);
        Assert.Equal("True", service.Said("notifier")[0]);
        Assert.Equal("SystemdLifetime", service.Said("lifetime")[0]);
        Assert.Equal("READY=1", SystemdNotifierTests.Receive(manager));

        await using ChildProcess kill = ChildProcess.Run(new Dictionary<string, string>(), "/bin/sh", "-c", $"kill -TERM {processId}");
        Assert.Equal("STOPPING=1", SystemdNotifierTests.Receive(manager));
        Assert.Equal(0, await service.EndAsync(Token));

        // Journal priorities: <6> is information.
        Assert.NotEmpty(service.Said("<6>Microsoft.Hosting.Lifetime[1]").Concat(service.Said("<6>Microsoft.Hosting.Lifetime[0]")));
    }

    [Fact]
    public async Task Outside_systemd_nothing_is_registered_even_with_a_notify_socket()
    {
        await using ChildProcess program = TestChild.Start(new Dictionary<string, string> { ["NOTIFY_SOCKET"] = Path.Combine(_folder, "nobody") }, "service");
        string processId = await program.WaitForAsync("pid", Token);
        Assert.Equal("False", program.Said("service")[0]);
        Assert.Equal("False", program.Said("notifier")[0]);
        Assert.Equal("ConsoleLifetime", program.Said("lifetime")[0]);

        await program.WaitForAsync("info:", Token); // started
        await using ChildProcess kill = ChildProcess.Run(new Dictionary<string, string>(), "/bin/sh", "-c", $"kill -TERM {processId}");
        Assert.Equal(0, await program.EndAsync(Token));
    }
}
