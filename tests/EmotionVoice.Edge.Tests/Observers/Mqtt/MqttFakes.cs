using System.Collections.Concurrent;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Observers.Mqtt;
using EmotionVoice.Edge.Observers.Mqtt.Health;
using EmotionVoice.Edge.Observers.Mqtt.Messages;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>Keeps what it was asked for.</summary>
internal sealed class FakeControl(ConversationEvents? events = null) : IDeviceControl
{
    public ConcurrentQueue<string> Calls { get; } = new();

    public TaskCompletionSource? HoldSay { get; set; }

    public ControlState State { get; private set; } = new(false, 1, 0.4, "standard");

    public ControlAbilities Abilities { get; set; } = new(true, true, ["embedded", "standard"]);

    public async Task SayAsync(SayRequest request, CancellationToken cancellationToken)
    {
        if (HoldSay is { } hold)
            await hold.Task.WaitAsync(cancellationToken);
        Calls.Enqueue($"say {request.Text} {request.Language} {request.Tone}".TrimEnd());
    }

    public void Mute() => Set("mute", State with { Muted = true });

    public void Unmute() => Set("unmute", State with { Muted = false });

    public void SetVolume(double level) => Set($"volume {level}", State with { Volume = level });

    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        Calls.Enqueue("forget");
        return Task.CompletedTask;
    }

    public void Wake() => Calls.Enqueue("wake");

    public void SetLedBrightness(double brightness) => throw new ControlException("This device has no LED ring.");

    public string ChooseProfile(string profile)
    {
        Calls.Enqueue("profile " + profile);
        return "from the next start";
    }

    private void Set(string call, ControlState state)
    {
        Calls.Enqueue(call);
        State = state;
        events?.Publish(new ControlChanged(state));
    }
}

internal sealed class FakeHealth : IHealthSource
{
    public AudioHealth Audio => new(3, 1);

    public IReadOnlyList<ModelJson> Models => [new ModelJson("m", "A model", "reply", new Dictionary<string, string> { ["model"] = new('a', 64) })];

    public EngineNames Engines => new("words", "voice feeling", "word feeling", null, "voice");
}

/// <summary>Keeps the lines of information and worse.</summary>
internal sealed class LogLines<T> : ILogger<T>
{
    public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            Lines.Enqueue((logLevel, formatter(state, exception)));
    }
}

/// <summary>An observer at work, fed with events by the test.</summary>
internal sealed class MqttBench : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConversationEvents.Subscription _subscription;
    private readonly Task _observing;
    private bool _ended;

    public MqttBench(MqttOptions options, ConversationEvents? events = null, TimeProvider? clock = null, IDeviceControl? control = null, Func<string, string?>? environment = null)
    {
        Events = events ?? new ConversationEvents();
        Control = control as FakeControl ?? new FakeControl(Events);
        Observer = new MqttObserver(
            options, MqttSecrets.Read(options, environment ?? (_ => null)), control ?? Control, new FakeHealth(), clock ?? TimeProvider.System, Log);
        _subscription = Events.Subscribe(100_000);
        _observing = Task.Run(() => Observer.ObserveAsync(_subscription.ReadAllAsync(_stop.Token), _stop.Token));
    }

    public ConversationEvents Events { get; }

    public FakeControl Control { get; }

    public MqttObserver Observer { get; }

    public LogLines<MqttObserver> Log { get; } = new();

    public static MqttOptions Options(int port) => new() { Enabled = true, Host = "127.0.0.1", Port = port, Device = "test", Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>Ends as the daemon does: no more events, then goodbye.</summary>
    public async Task EndAsync()
    {
        _ended = true;
        _subscription.Dispose();
        await _observing;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            await _stop.CancelAsync();
            await _observing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _subscription.Dispose();
        }

        _stop.Dispose();
    }
}
