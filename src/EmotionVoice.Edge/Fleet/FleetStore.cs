using System.Buffers;
using System.Text;
using System.Text.Json;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Observers.Mqtt;
using EmotionVoice.Edge.Observers.Mqtt.Messages;

namespace EmotionVoice.Edge.Fleet;

/// <summary>
/// What is known of all devices, from the messages of a broker on which anybody may write: sizes, numbers and names are
/// limited, and what can't be understood is counted and left. Safe to call from several threads.
/// </summary>
internal sealed class FleetStore(TimeProvider clock)
{
    public const int MostDevices = 1_000;
    public const int MostBytes = 64 * 1024;

    private const int MostNews = 50, NameLength = 64, WordLength = 40, TextLength = 200;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, FleetDevice> _devices = new(StringComparer.Ordinal);
    private readonly Queue<FleetNews> _news = new();
    private long _ignored;

    /// <summary>Messages that were too large, not understood, or of too many devices.</summary>
    public long Ignored
    {
        get { lock (_lock) return _ignored; }
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<FleetDevice> Devices
    {
        get { lock (_lock) return [.. _devices.Values]; }
    }

    /// <summary>The newest last.</summary>
    public IReadOnlyList<FleetNews> News
    {
        get { lock (_lock) return [.. _news]; }
    }

    /// <summary>Takes a message in.</summary>
    public void Take(string topic, ReadOnlySequence<byte> payload)
    {
        lock (_lock)
        {
            if (!TryTake(topic, payload))
                _ignored++;
        }
    }

    private bool TryTake(string topic, ReadOnlySequence<byte> payload)
    {
        string[] parts = topic.Split('/', 4);
        if (parts is not [Topics.Prefix, { Length: > 0 and <= NameLength } name, string kind] || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || payload.Length > MostBytes)
            return false;
        bool isKnown = _devices.TryGetValue(name, out FleetDevice? device);
        if (!isKnown && _devices.Count >= MostDevices)
            return false;
        // An emptied retained message takes the device's word back.
        FleetDevice? told = kind == "availability"
            ? WithAvailability(device ?? new FleetDevice(name), Encoding.UTF8.GetString(payload))
            : WithMessage(device ?? new FleetDevice(name), kind, payload);
        if (told is null)
            return false;
        _devices[name] = told;
        return true;
    }

    private static FleetDevice? WithAvailability(FleetDevice device, string word) => word switch
    {
        Topics.Online => device with { IsOnline = true },
        Topics.Offline => device with { IsOnline = false },
        "" => device with { IsOnline = null },
        _ => null,
    };

    private FleetDevice? WithMessage(FleetDevice device, string kind, ReadOnlySequence<byte> payload)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            JsonElement message = document.RootElement;
            return kind switch
            {
                _ when message.ValueKind != JsonValueKind.Object => null,
                "state" => WithState(device, message),
                "emotion" => WithFeeling(device, message),
                "turn" => WithTurn(device, message),
                "health" => WithHealth(device, message),
                "event" => WithEvent(device, message),
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is no UTF-16, as in "\ud800".
            return null;
        }
    }

    private static FleetDevice? WithState(FleetDevice device, JsonElement message) =>
        message.Text("state", WordLength) is { } state ? device with { State = state, IsMuted = message.Flag("muted") } : null;

    private static FleetDevice? WithFeeling(FleetDevice device, JsonElement message) =>
        message.Text("label", WordLength) is { } word && EmotionLabels.TryParse(word, out EmotionLabel label)
            ? device with { Feeling = new FleetFeeling(label, (float)(message.Number("confidence", 0, 1) ?? 0), message.Time("at")) }
            : null;

    private FleetDevice? WithTurn(FleetDevice device, JsonElement message)
    {
        if (message.Number("turn", 0, int.MaxValue) is not { } number)
            return null;
        double? firstAudio = message.Field("timingsMs")?.Number("firstAudio", 0, int.MaxValue);
        if (message.Text("text", TextLength) is { Length: > 0 } heard)
            Add(device, $"“{heard}” → “{message.Text("reply", TextLength)}”");
        return device with { Turn = new FleetTurn((int)number, clock.GetUtcNow(), (int?)firstAudio, message.Text("language", 8)) };
    }

    private FleetDevice WithHealth(FleetDevice device, JsonElement message) => device with
    {
        Health = new FleetHealth(
            clock.GetUtcNow(),
            (int?)message.Number("cpuPercent", 0, 100),
            (int?)message.Number("memoryPercent", 0, 100),
            (int?)message.Number("temperatureC", -50, 200),
            (long?)message.Number("diskFreeMb", 0, 1e12),
            message.Field("throttled")?.Flag("underVoltage") ?? false,
            message.Field("throttled")?.Flag("throttled") ?? false,
            (long)(message.Field("audio")?.Number("droppedFrames", 0, 1e15) ?? 0)),
    };

    private FleetDevice? WithEvent(FleetDevice device, JsonElement message)
    {
        if (message.Text("type", WordLength) is not { } type)
            return null;
        Add(device, message.Text("detail", TextLength) is { Length: > 0 } detail ? $"{type}: {detail}" : type);
        return type switch
        {
            EventTypes.DeviceLost => device with { LostDevices = Math.Min(device.LostDevices + 1, 9) },
            EventTypes.DeviceReady => device with { LostDevices = Math.Max(device.LostDevices - 1, 0) },
            _ => device,
        };
    }

    private void Add(FleetDevice device, string text)
    {
        if (_news.Count == MostNews)
            _news.Dequeue();
        _news.Enqueue(new FleetNews(clock.GetUtcNow(), device.Name, text));
    }
}
