using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>A broker of its own on a free loopback port, without a store.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private readonly string[] _settings;
    private readonly List<string> _log = [];
    private Process? _process;
    private Task _reading = Task.CompletedTask;

    private Mosquitto(string[] settings)
    {
        _settings = settings;
        Folder = Directory.CreateTempSubdirectory("emotionvoice-broker-").FullName;
    }

    public int Port { get; } = FreePort();

    public string Folder { get; }

    public IReadOnlyList<string> Log
    {
        get { lock (_log) return [.. _log]; }
    }

    /// <param name="cancellationToken">Ends the wait for its start.</param>
    /// <param name="settings">Lines of its configuration besides the listener; {folder} is its folder.</param>
    public static async Task<Mosquitto> StartAsync(CancellationToken cancellationToken, params string[] settings)
    {
        _ = Program("mosquitto");
        Mosquitto broker = new(settings.Length > 0 ? settings : ["allow_anonymous true"]);
        await broker.StartAsync(cancellationToken);
        return broker;
    }

    public static Mosquitto NotYet(params string[] settings)
    {
        _ = Program("mosquitto");
        return new Mosquitto(settings);
    }

    /// <summary>Starts it, again with nothing remembered.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string file = Path.Combine(Folder, "mosquitto.conf");
        // As root it would give up its rights, and with them its files.
        string[] lines = ["user root", "persistence false", "log_type all", "log_dest stderr", $"listener {Port} 127.0.0.1", .. _settings];
        await File.WriteAllLinesAsync(file, lines.Select(line => line.Replace("{folder}", Folder, StringComparison.Ordinal)), cancellationToken);
        _process = Process.Start(new ProcessStartInfo(Program("mosquitto"), ["-c", file]) { RedirectStandardError = true })!;
        TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _reading = ReadAsync(_process.StandardError, running);
        await running.Task.WaitAsync(cancellationToken);
    }

    public async Task StopAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _reading;
        _process.Dispose();
        _process = null;
    }

    /// <summary>Runs mosquitto_pub, mosquitto_passwd … to its end.</summary>
    public static async Task RunAsync(string program, byte[]? input, CancellationToken cancellationToken, params string[] args)
    {
        using Process process = Process.Start(new ProcessStartInfo(Program(program), args) { RedirectStandardInput = true, RedirectStandardError = true })!;
        if (input is not null)
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
        process.StandardInput.Close();
        string errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, errors);
    }

    public Task PublishAsync(string topic, string payload, CancellationToken cancellationToken, params string[] more) =>
        RunAsync("mosquitto_pub", System.Text.Encoding.UTF8.GetBytes(payload), cancellationToken,
            ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-t", topic, "-q", "1", .. payload.Length > 0 ? new[] { "-s" } : ["-n"], .. more]);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    public static string Program(string name)
    {
        IEnumerable<string> folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/usr/local/sbin"];
        string? path = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (path is null)
            Assert.Skip($"{name} is not installed. To run the tests with a real broker: apt install mosquitto mosquitto-clients libmosquitto1");
        return path!;
    }

    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ReadAsync(StreamReader errors, TaskCompletionSource running)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            lock (_log)
                _log.Add(line);
            if (line.Contains(" running", StringComparison.Ordinal))
                running.TrySetResult();
        }

        running.TrySetException(new InvalidOperationException("mosquitto did not start: " + string.Join('\n', Log.TakeLast(5))));
    }
}
