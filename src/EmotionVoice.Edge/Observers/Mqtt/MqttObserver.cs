using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Observers.Mqtt.Commands;
using EmotionVoice.Edge.Observers.Mqtt.Health;
using EmotionVoice.Edge.Observers.Mqtt.HomeAssistant;
using EmotionVoice.Edge.Observers.Mqtt.Messages;
using Microsoft.Extensions.Logging;
using MQTTnet;

namespace EmotionVoice.Edge.Observers.Mqtt;

/// <summary>
/// Tells a broker what happens and takes its commands. Three loops: events become messages in the outbox, the link
/// empties the outbox into the broker, the desk carries out commands.
/// </summary>
internal sealed class MqttObserver : IConversationObserver
{
    // The host gives all observers together a few seconds to stop.
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(2);

    private readonly MqttOptions _options;
    private readonly IDeviceControl _control;
    private readonly IHealthSource _program;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly HealthReader _machine;
    private readonly Topics _topics;
    private readonly CommandDesk _desk;

    public MqttObserver(
        MqttOptions options, MqttSecrets secrets, IDeviceControl control, IHealthSource program, TimeProvider clock, ILogger<MqttObserver> log, HealthReader? machine = null)
    {
        _options = options;
        _control = control;
        _program = program;
        _clock = clock;
        _log = log;
        _machine = machine ?? new HealthReader();
        _topics = new Topics(options.EffectiveDevice, options.DiscoveryPrefix);
        Outbox = new Outbox(options.TelemetryQueue, options.EventQueue);
        _desk = new CommandDesk(_topics, control, Outbox, clock, log);
        Link = new BrokerLink(options, secrets, _topics, Outbox, Receive, new ReconnectPolicy(Random.Shared.NextDouble), clock, log);
    }

    public string Name => "mqtt";

    public Outbox Outbox { get; }

    public BrokerLink Link { get; }

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ConversationMessages messages = new(_topics, _program.Engines, _options.PublishTranscripts, _control.State, _clock);
        Announce();
        Outbox.Add(messages.State());
        Task link = LinkAsync(stop.Token);
        Task beside = Task.WhenAll(_desk.RunAsync(stop.Token), ReportHealthAsync(stop.Token));
        try
        {
            await foreach (ConversationEvent happened in events)
                foreach (OutgoingMessage message in messages.For(happened))
                    Outbox.Add(message);
        }
        finally
        {
            Outbox.Complete();
            await link.WaitAsync(s_goodbye, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await stop.CancelAsync();
            await Task.WhenAll(link, beside).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LinkAsync(CancellationToken stopping)
    {
        try
        {
            await Link.RunAsync(stopping);
        }
        catch (DllNotFoundException)
        {
            _log.LibraryMissing();
        }
    }

    private async Task ReportHealthAsync(CancellationToken stopping)
    {
        HealthReport report = new(_machine, _program, Outbox, _desk, _clock);
        // The first look only starts the processor's count.
        _machine.CpuPercent();
        using PeriodicTimer timer = new(_options.HealthInterval, _clock);
        do
        {
            Outbox.Add(new OutgoingMessage(_topics.Health, MqttJson.Bytes(report.Take()), Keeping.Telemetry));
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private void Receive(MqttApplicationMessage message)
    {
        if (message.Topic == _topics.HomeAssistantStatus)
        {
            if (message.ConvertPayloadToString() == Topics.Online)
                Announce();
        }
        else
        {
            _desk.Receive(message);
        }
    }

    private void Announce()
    {
        if (_topics.Discovery is not { } topic)
            return;
        string payload = Discovery.Payload(_topics, _options.EffectiveName, _control.Abilities, _machine.ThrottledBits() is not null).ToJsonString();
        Outbox.Add(new OutgoingMessage(topic, System.Text.Encoding.UTF8.GetBytes(payload), Keeping.Retained));
    }
}
