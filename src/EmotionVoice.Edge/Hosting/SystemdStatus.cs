using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Hosting;

/// <summary>Keeps the one line that `systemctl status emotionvoice` shows: "Listening · Whisper base · 41 °C".</summary>
/// <param name="engine">The transcription model's name, or null.</param>
/// <param name="reporter">The service manager.</param>
/// <param name="temperature">The board's.</param>
/// <param name="clock">Paces the looks at the temperature.</param>
internal sealed class SystemdStatus(string? engine, SystemdReporter reporter, BoardTemperature temperature, TimeProvider clock) : IConversationObserver
{
    // Temperatures change slowly; states tell themselves.
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly StatusLine _line = new(engine);
    private string? _told;

    public string Name => "systemd";

    public async Task ObserveAsync(IAsyncEnumerable<ConversationEvent> events, CancellationToken cancellationToken)
    {
        if (!reporter.IsEnabled)
            return;
        Tell(null);
        await using ITimer timer = clock.CreateTimer(_ => Tell(null), null, s_refresh, s_refresh);
        await foreach (ConversationEvent happened in events)
            Tell(happened);
    }

    private void Tell(ConversationEvent? happened)
    {
        lock (_lock)
        {
            if (happened is not null && !_line.Take(happened))
                return;
            string text = _line.Text(temperature.Celsius());
            if (text == _told)
                return;
            _told = text;
            reporter.Status(text);
        }
    }
}
