using System.Diagnostics;
using Xunit;

namespace EmotionVoice.Edge.Testing.SoundServer;

/// <summary>
/// A sound server of its own, without hardware: what is played into "mic_in" is heard by the default microphone, what
/// the default loudspeaker plays can be recorded from "out.monitor".
/// </summary>
public sealed class PulseServer : IAsyncDisposable
{
    private readonly string _folder;
    private Process _process;
    private Task<string> _log;

    private PulseServer(string folder, Process process)
    {
        _folder = folder;
        _process = process;
        _log = DrainAsync(process);
        Environment = new Dictionary<string, string>
        {
            ["PULSE_SERVER"] = "unix:" + Socket(folder),
            ["PULSE_COOKIE"] = Path.Combine(folder, "cookie"),
            ["ALSA_CONFIG_PATH"] = Path.Combine(folder, "alsa.conf"),
        };
    }

    /// <summary>What a program needs to find this server, through ALSA as well.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public static Task<PulseServer> StartAsync(CancellationToken cancellationToken) => StartAsync(
        ["module-null-sink sink_name=out rate=48000 norewinds=1", "module-null-sink sink_name=mic_in rate=48000 norewinds=1", "module-remap-source source_name=mic master=mic_in.monitor"],
        cancellationToken);

    /// <summary>With modules of the test's choice; a sink "out" and a source "mic" are the default ones if they are among them.</summary>
    public static async Task<PulseServer> StartAsync(IReadOnlyList<string> modules, CancellationToken cancellationToken)
    {
        string[] needed = ["pulseaudio", "paplay", "parecord", "pactl"];
        string[] paths = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (needed.FirstOrDefault(program => !paths.Any(path => File.Exists(Path.Combine(path, program)))) is { } missing)
            Assert.Skip($"{missing} is not installed. To run the tests with a real sound server: apt install pulseaudio pulseaudio-utils libasound2-plugins libportaudio2");

        string folder = Directory.CreateTempSubdirectory("emotionvoice-sound-").FullName;
        await WriteConfigurationAsync(folder, modules, cancellationToken);
        return new PulseServer(folder, await LaunchAsync(folder, cancellationToken));
    }

    // Read on, or the server stops when the pipe is full.
    private static Task<string> DrainAsync(Process process) => process.StandardError.ReadToEndAsync();

    private static async Task<Process> LaunchAsync(string folder, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("pulseaudio",
            ["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes", "--resample-method=speex-float-8",
             "--log-target=stderr", "--log-level=info", "-F", Path.Combine(folder, "server.pa")])
        {
            RedirectStandardError = true,
        };
        foreach (string variable in new[] { "HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH" })
            start.Environment[variable] = folder;

        Process process = Process.Start(start)!;
        List<string> log = [];
        while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            log.Add(line);
            if (line.Contains("Daemon startup complete", StringComparison.Ordinal))
                return process;
        }

        throw new InvalidOperationException("pulseaudio did not start: " + string.Join('\n', log.TakeLast(5)));
    }

    public string PathTo(string file) => Path.Combine(_folder, file);

    /// <summary>Plays a file into the microphone.</summary>
    public async Task SpeakAsync(string file, CancellationToken cancellationToken)
    {
        await using ChildProcess player = ChildProcess.Run(Environment, "paplay", "--device=mic_in", file);
        Assert.Equal(0, await player.EndAsync(cancellationToken));
    }

    /// <summary>Plugs a device in.</summary>
    public Task LoadAsync(string module, CancellationToken cancellationToken) => ControlAsync(["load-module", .. module.Split(' ')], cancellationToken);

    /// <summary>Pulls out all devices that a kind of module makes.</summary>
    public Task UnloadAsync(string kind, CancellationToken cancellationToken) => ControlAsync(["unload-module", kind], cancellationToken);

    public void Kill() => _process.Kill();

    /// <summary>Ends it at once, as a crash does.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
        await _log;
        _process.Dispose();
    }

    /// <summary>After <see cref="KillAsync"/>: the same server again.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        // A server that was killed leaves its socket behind.
        File.Delete(Socket(_folder));
        _process = await LaunchAsync(_folder, cancellationToken);
        _log = DrainAsync(_process);
    }

    /// <summary>Stops it without ending it: it answers nobody any more, and nobody is told.</summary>
    public Task FreezeAsync(CancellationToken cancellationToken) => SignalAsync("-STOP", cancellationToken);

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync(CancellationToken cancellationToken) => SignalAsync("-CONT", cancellationToken);

    /// <summary>Lets a device and its monitor do nothing, as one that another program holds; or lets it work again.</summary>
    public Task SuspendAsync(string sink, bool suspended, CancellationToken cancellationToken) =>
        ControlAsync(["suspend-sink", sink, suspended ? "1" : "0"], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _log;
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        using Process kill = Process.Start("kill", [signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    private async Task ControlAsync(string[] command, CancellationToken cancellationToken)
    {
        await using ChildProcess control = ChildProcess.Run(Environment, "pactl", command);
        Assert.Equal(0, await control.EndAsync(cancellationToken));
    }

    private static string Socket(string folder) => Path.Combine(folder, "socket");

    private static async Task WriteConfigurationAsync(string folder, IReadOnlyList<string> modules, CancellationToken cancellationToken)
    {
        // With rewinds a null sink runs up to two seconds ahead of the clock and takes back what it has monitored already.
        await File.WriteAllTextAsync(Path.Combine(folder, "server.pa"), $"""
            load-module module-native-protocol-unix auth-anonymous=1 socket={Socket(folder)}
            {string.Concat(modules.Select(module => $"load-module {module}\n"))}
            .nofail
            set-default-sink out
            set-default-source mic

            """, cancellationToken);

        // ALSA's own configuration describes hardware that isn't there; this one has the sound server alone.
        await File.WriteAllTextAsync(Path.Combine(folder, "alsa.conf"), """
            pcm.!default { type pulse hint { show on description "Default" } }
            ctl.!default { type pulse }
            pcm.kitchen { type pulse device "mic" hint { show on description "Kitchen" } }

            """, cancellationToken);
    }
}
