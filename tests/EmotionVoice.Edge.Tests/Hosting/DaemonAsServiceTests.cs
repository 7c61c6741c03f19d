using System.Diagnostics;
using System.Globalization;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Hosting;
using EmotionVoice.Edge.Testing.SoundServer;

namespace EmotionVoice.Edge.Tests.Hosting;

/// <summary>The real daemon below a parent that is called systemd, with real engines, listening to a quiet room.</summary>
public sealed class DaemonAsServiceTests : IDisposable
{
    private static readonly TimeSpan s_watchdog = TimeSpan.FromSeconds(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("emotionvoice-daemon-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task TheServiceManagerHearsTheWholeLifeOfTheDaemon()
    {
        using ServiceManagerSocket manager = new();
        using Process parent = Start(manager.Path, $"wav:{QuietRoom()}", new Dictionary<string, string>());
        try
        {
            List<string> start = await ReadyAsync(manager, parent);
            Assert.StartsWith("STATUS=Starting", start[0], StringComparison.Ordinal);
            Assert.DoesNotContain("WATCHDOG=1", start);

            long[] fed = new long[4];
            for (int i = 0; i < fed.Length; i++)
            {
                WaitFor(manager, "WATCHDOG=1");
                fed[i] = TimeProvider.System.GetTimestamp();
            }

            // Half the interval, give or take what a busy machine takes.
            double meanSeconds = TimeProvider.System.GetElapsedTime(fed[0], fed[^1]).TotalSeconds / (fed.Length - 1);
            Assert.InRange(meanSeconds, s_watchdog.TotalSeconds / 2 * 0.8, s_watchdog.TotalSeconds / 2 * 1.5);

            Signal("HUP");
            Assert.StartsWith("RELOADING=1\nMONOTONIC_USEC=", WaitFor(manager, "RELOADING"), StringComparison.Ordinal);
            WaitFor(manager, "READY=1");

            await StopsAsync(manager, parent);
        }
        finally
        {
            End(parent);
        }
    }

    [Fact]
    public async Task WhenTheSoundServerIsFrozenTheWatchdogStarvesUntilItGoesOnAndTheEndIsOrderlyEvenThen()
    {
        await using PulseServer sound = await PulseServer.StartAsync(Token);
        using ServiceManagerSocket manager = new();
        using Process parent = Start(manager.Path, "default", sound.Environment);
        try
        {
            await ReadyAsync(manager, parent);
            WaitFor(manager, "WATCHDOG=1");

            long frozen = TimeProvider.System.GetTimestamp();
            await sound.FreezeAsync(Token);
            // The microphone is given up after some seconds, which is movement; the attempt to open it again never returns.
            TimeSpan last;
            do
            {
                last = TimeProvider.System.GetElapsedTime(frozen);
                Assert.True(last < WatchdogPolicy.CaptureLimit * 3, "The watchdog is fed although nothing is heard.");
                await PassAsync(s_watchdog * 2);
            }
            while (manager.Arrived().Contains("WATCHDOG=1"));
            TestContext.Current.TestOutputHelper?.WriteLine($"not fed any more {last.TotalSeconds:F1} s after the freeze");

            await sound.ThawAsync(Token);
            WaitFor(manager, "WATCHDOG=1");

            await sound.FreezeAsync(Token);
            await StopsAsync(manager, parent);
        }
        finally
        {
            End(parent);
        }
    }

    // A parent that ends before READY says why: without models or native libraries there is nothing to see here.
    private static async Task<List<string>> ReadyAsync(ServiceManagerSocket manager, Process parent)
    {
        Task<string> errors = parent.StandardError.ReadToEndAsync(Token);
        _ = parent.WaitForExitAsync(Token).ContinueWith(_ => TellEnd(manager.Path), Token, TaskContinuationOptions.None, TaskScheduler.Default);
        List<string> start = [manager.Next()];
        while (start[^1] is not ("READY=1" or "ENDED"))
            start.Add(manager.Next());
        if (start[^1] == "ENDED")
            Assert.Skip($"The daemon could not start here. Run ./scripts/setup.sh. It said: {await errors}");
        return start;
    }

    private async Task StopsAsync(ServiceManagerSocket manager, Process parent)
    {
        Signal("TERM");
        WaitFor(manager, "STOPPING=1");
        long stopping = TimeProvider.System.GetTimestamp();
        await parent.WaitForExitAsync(Token);
        Assert.Equal(0, parent.ExitCode);
        Assert.InRange(TimeProvider.System.GetElapsedTime(stopping).TotalSeconds, 0, 5);
    }

    private static void End(Process parent)
    {
        if (!parent.HasExited)
            parent.Kill(entireProcessTree: true);
    }

    // A real sound server takes real time.
    private static async Task PassAsync(TimeSpan time)
    {
        using PeriodicTimer timer = new(time);
        await timer.WaitForNextTickAsync(Token);
    }

    private string QuietRoom()
    {
        string quiet = Path.Combine(_folder, "quiet.wav");
        using WavWriter room = new(File.Create(quiet), AudioFormat.SampleRateHz);
        room.Write(new float[AudioFormat.SampleRateHz * 600]);
        return quiet;
    }

    private Process Start(string socket, string microphone, IReadOnlyDictionary<string, string> environment)
    {
        // A shell by the name of systemd is all that a service looks at to know what it is.
        string shell = Path.Combine(_folder, "systemd");
        File.Copy("/bin/sh", shell);
        string daemon = Path.Combine(AppContext.BaseDirectory, "emotionvoice");
        ProcessStartInfo start = new(shell, ["-c", $"'{daemon}' run --microphone '{microphone}' --speaker none >/dev/null & echo $! >pid; wait $!"])
        {
            WorkingDirectory = _folder,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        start.Environment["NOTIFY_SOCKET"] = socket;
        start.Environment["WATCHDOG_USEC"] = s_watchdog.TotalMicroseconds.ToString(CultureInfo.InvariantCulture);
        start.Environment.Remove("WATCHDOG_PID");
        return Process.Start(start)!;
    }

    private void Signal(string name)
    {
        using Process kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {File.ReadAllText(Path.Combine(_folder, "pid")).Trim()}"]);
        kill.WaitForExit();
    }

    private static string WaitFor(ServiceManagerSocket manager, string state)
    {
        while (true)
        {
            string next = manager.Next();
            Assert.NotEqual("ENDED", next);
            if (next.StartsWith(state, StringComparison.Ordinal))
                return next;
        }
    }

    private static void TellEnd(string socket)
    {
        if (!File.Exists(socket))
            return;
        using System.Net.Sockets.Socket end = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Dgram, System.Net.Sockets.ProtocolType.Unspecified);
        end.SendTo("ENDED"u8, new System.Net.Sockets.UnixDomainSocketEndPoint(socket));
    }
}
