using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Hosting;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Tests.Hosting;

/// <summary>What arrives at a real notify socket, on a clock that the test moves. One class: the notifier reads an environment variable.</summary>
public sealed class SystemdProtocolTests : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(30);

    private readonly FakeClock _clock = new();
    private readonly ServiceManagerSocket _manager = new();
    private readonly FakeLifetime _lifetime = new();
    private readonly CaptureHeartbeat _heartbeat;
    private readonly SystemdReporter _reporter;

    public SystemdProtocolTests()
    {
        _heartbeat = new CaptureHeartbeat(_clock);
        _reporter = new SystemdReporter(_manager.Notifier(), NullLogger<SystemdReporter>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _manager.Dispose();
        _lifetime.Dispose();
    }

    [Fact]
    public async Task TheWatchdogIsFedAtHalfItsInterval()
    {
        using WatchdogService watchdog = Watchdog();
        _heartbeat.Beat();
        await watchdog.StartAsync(Token);

        Run(14.9);
        Assert.Empty(_manager.Arrived());
        Run(0.1);
        Assert.Equal(["WATCHDOG=1"], _manager.Arrived());
        Run(45);
        Assert.Equal(["WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"], _manager.Arrived());
    }

    [Fact]
    public async Task WithoutFramesTheWatchdogIsNotFedAndWithNewOnesItIs()
    {
        using WatchdogService watchdog = Watchdog();
        _heartbeat.Beat();
        await watchdog.StartAsync(Token);
        Run(18);
        _manager.Arrived();

        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(_manager.Arrived());
        Run(15);
        Assert.Equal(["WATCHDOG=1"], _manager.Arrived());
    }

    [Fact]
    public async Task ATurnThatHangsIsNotFedAlthoughFramesFlow()
    {
        using WatchdogService watchdog = Watchdog();
        _heartbeat.Beat();
        await watchdog.StartAsync(Token);
        await watchdog.ObserveAsync(Events(new StateChanged(ConversationState.Thinking)), Token);

        Run(150); // the limit
        Assert.Equal(10, _manager.Arrived().Count);
        Run(60);
        Assert.Empty(_manager.Arrived());

        await watchdog.ObserveAsync(Events(new StateChanged(ConversationState.Listening)), Token);
        Run(15);
        Assert.Single(_manager.Arrived());
    }

    [Fact]
    public async Task StoppingEndsTheFeeding()
    {
        using WatchdogService watchdog = Watchdog();
        _heartbeat.Beat();
        await watchdog.StartAsync(Token);
        await watchdog.StopAsync(Token);
        Run(60);
        Assert.Empty(_manager.Arrived());
    }

    [Fact]
    public async Task NobodyIsFedWhoDoesNotWatch()
    {
        using WatchdogService watchdog = Watchdog(watched: false);
        _heartbeat.Beat();
        await watchdog.StartAsync(Token);
        Run(60);
        Assert.Empty(_manager.Arrived());
    }

    [Fact]
    public async Task ReadyComesAfterTheWarmUpAndTheFirstFrameAndStoppingAtTheEnd()
    {
        TaskCompletionSource warm = new();
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(_manager.Notifier());
        builder.Services.AddSingleton<IHostLifetime, SystemdLifetime>();
        builder.Services.AddHostedService(_ => new WarmUp(warm.Task));
        builder.Services.AddHostedService(provider => Watchdog(provider.GetRequiredService<IHostApplicationLifetime>()));
        using IHost host = builder.Build();

        Task starting = host.StartAsync(Token);
        Assert.Empty(_manager.Arrived());
        warm.SetResult();
        Assert.False(starting.IsCompleted);
        Assert.Empty(_manager.Arrived());
        _heartbeat.Beat();
        await starting;
        Assert.Equal(["READY=1"], _manager.Arrived());

        await host.StopAsync(Token);
        Assert.Equal(["STOPPING=1"], _manager.Arrived());
    }

    [Fact]
    public async Task AMicrophoneThatIsMissingAtBootDoesNotHoldReadyBackForEver()
    {
        using WatchdogService watchdog = Watchdog();
        Task starting = watchdog.StartAsync(Token);
        Assert.False(starting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await starting.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    [Fact]
    public async Task TheStatusTellsPeopleWhatTheDaemonDoes()
    {
        string zone = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_manager.Path)!, "thermal_zone0")).FullName;
        await File.WriteAllTextAsync(Path.Combine(zone, "type"), "cpu-thermal\n", Token);
        await File.WriteAllTextAsync(Path.Combine(zone, "temp"), "41250\n", Token);
        SystemdStatus status = new("Whisper base", _reporter, new BoardTemperature(Path.GetDirectoryName(_manager.Path)!), _clock);

        await status.ObserveAsync(
            Events(
                new StateChanged(ConversationState.Listening),
                new SoundHeard(-40, 0),
                new StateChanged(ConversationState.Hearing),
                new StateChanged(ConversationState.Hearing),
                new DeviceLost(DeviceRole.Microphone, "USB microphone", "unplugged"),
                new DeviceReady(DeviceRole.Microphone, "USB microphone")),
            Token);

        Assert.Equal(
            [
                "STATUS=Starting · Whisper base · 41 °C",
                "STATUS=Listening · Whisper base · 41 °C",
                "STATUS=Hearing · Whisper base · 41 °C",
                "STATUS=Hearing · microphone missing: USB microphone · Whisper base · 41 °C",
                "STATUS=Hearing · Whisper base · 41 °C",
            ],
            _manager.Arrived());
    }

    [Fact]
    public void AServiceManagerThatIsGoneDisturbsNothing()
    {
        _manager.Dispose();
        _reporter.Status("still here");
        _reporter.Watchdog();
    }

    [Fact]
    public void OutsideSystemdNothingIsSent()
    {
        SystemdReporter nobody = new(null, NullLogger<SystemdReporter>.Instance);
        Assert.False(nobody.IsEnabled);
        nobody.Status("nobody reads this");
    }

    [Theory]
    [InlineData("30000000", null, 30_000)]
    [InlineData("30000000", "7", 30_000)]
    [InlineData("30000000", "8", null)]
    [InlineData("0", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    public void TheIntervalIsTheServiceManagers(string? microseconds, string? process, int? expectedMs)
    {
        TimeSpan? interval = WatchdogInterval.Read(name => name == "WATCHDOG_USEC" ? microseconds : process, processId: 7);
        Assert.Equal(expectedMs, (int?)interval?.TotalMilliseconds);
    }

    private WatchdogService Watchdog(IHostApplicationLifetime? lifetime = null, bool watched = true) => new(
        watched ? s_interval : null, _reporter, new WatchdogPolicy(TimeSpan.FromSeconds(150)), _heartbeat,
        new FakeMicrophone([], isLive: true), lifetime ?? _lifetime, _clock, NullLogger<WatchdogService>.Instance);

    /// <summary>Lets time pass while frames flow.</summary>
    private void Run(double seconds)
    {
        for (int i = 0; i < Math.Round(seconds * 10); i++)
        {
            _heartbeat.Beat();
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    private static async IAsyncEnumerable<ConversationEvent> Events(params ConversationEvent[] events)
    {
        foreach (ConversationEvent happened in events)
            yield return happened;
        await Task.CompletedTask;
    }

    private sealed class WarmUp(Task warm) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => warm;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class FakeLifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
