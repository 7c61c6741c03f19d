using System.Diagnostics;
using System.Globalization;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <param name="Topic">Where it came.</param>
/// <param name="Payload">As text.</param>
/// <param name="Retained">Whether the broker had it in store.</param>
internal sealed record Heard(string Topic, string Payload, bool Retained);

/// <summary>mosquitto_sub: somebody else's program, so that both ends can't share a mistake.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly List<Heard> _heard = [];
    private readonly SemaphoreSlim _more = new(0);

    private Subscriber(Process process) => _process = process;

    public IReadOnlyList<Heard> All
    {
        get { lock (_heard) return [.. _heard]; }
    }

    /// <summary>Returns when the broker has confirmed the subscription.</summary>
    public static async Task<Subscriber> StartAsync(int port, string topic, CancellationToken cancellationToken, params string[] more)
    {
        // Into a pipe it would keep "Subscribed" in its buffer.
        ProcessStartInfo start = new("stdbuf",
            ["-oL", Mosquitto.Program("mosquitto_sub"), "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-q", "1", "-t", topic, "-d", "-F", ">%r %t %p", .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Subscriber subscriber = new(Process.Start(start)!);
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = subscriber.ReadAsync(ready);
        await ready.Task.WaitAsync(cancellationToken);
        return subscriber;
    }

    /// <summary>The first message that fits, waiting for it.</summary>
    public async Task<Heard> WaitAsync(Func<Heard, bool> fits, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (All.FirstOrDefault(fits) is { } found)
                return found;
            if (!await _more.WaitAsync(s_patience, cancellationToken))
                throw new TimeoutException($"Not heard. But: {string.Join('\n', All.TakeLast(20))}");
        }
    }

    public Task<Heard> WaitAsync(string topicEnd, CancellationToken cancellationToken) =>
        WaitAsync(heard => heard.Topic.EndsWith(topicEnd, StringComparison.Ordinal), cancellationToken);

    public Task WaitForAsync(Func<IReadOnlyList<Heard>, bool> fits, CancellationToken cancellationToken) =>
        WaitAsync(_ => fits(All), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task ReadAsync(TaskCompletionSource ready)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Subscribed", StringComparison.Ordinal))
                ready.TrySetResult();
            if (!line.StartsWith('>'))
                continue;
            string[] parts = line[1..].Split(' ', 3);
            lock (_heard)
                _heard.Add(new Heard(parts[1], parts[2], parts[0] == "1"));
            _more.Release();
        }

        ready.TrySetException(new InvalidOperationException("mosquitto_sub ended: " + await _process.StandardError.ReadToEndAsync()));
    }
}
