using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Hosting;

/// <summary>
/// Feeds the service manager's watchdog at half its interval, while <see cref="WatchdogPolicy"/> finds nothing wrong.
/// Started after the conversation, it also holds READY back until the first frame has come.
/// </summary>
/// <param name="interval">The service manager's; null: nobody watches.</param>
internal sealed class WatchdogService(
    TimeSpan? interval,
    SystemdReporter reporter,
    WatchdogPolicy policy,
    CaptureHeartbeat heartbeat,
    IMicrophone microphone,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<WatchdogService> log) : IHostedService, IConversationObserver, IDisposable
{
    /// <summary>A microphone that isn't there at boot is waited for by the running daemon, not by the start.</summary>
    private static readonly TimeSpan s_firstFrame = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly long _start = clock.GetTimestamp();
    private ITimer? _timer;
    private bool _hungry;

    public string Name => "watchdog";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!reporter.IsEnabled)
            return;
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await heartbeat.First.WaitAsync(s_firstFrame, clock, either.Token);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Ready all the same: the status line says what is missing.
        }

        if (interval is { } whole)
            _timer = clock.CreateTimer(_ => Feed(), null, whole / 2, whole / 2);
    }

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        if (!reporter.IsEnabled || interval is null)
            return;
        await foreach (ConversationEvent happened in events)
            lock (_lock)
                policy.Take(happened, clock.GetElapsedTime(_start));
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private void Feed()
    {
        lock (_lock)
        {
            if (policy.Trouble(clock.GetElapsedTime(_start), heartbeat.Age, microphone.IsLive) is { } trouble)
            {
                if (!_hungry)
                    log.WatchdogNotFed(trouble);
                _hungry = true;
                return;
            }

            _hungry = false;
            reporter.Watchdog();
        }
    }
}
