namespace EmotionVoice.Edge.Observers.Mqtt;

/// <summary>A device's topics.</summary>
internal sealed class Topics(string device, string discoveryPrefix)
{
    /// <summary>What all topics of all devices begin with.</summary>
    public const string Prefix = "emotionvoice";

    public const string Online = "online";
    public const string Offline = "offline";

    private readonly string _commands = $"emotionvoice/{device}/cmd/";

    public string Root { get; } = $"emotionvoice/{device}";

    public string DeviceId { get; } = $"emotionvoice_{device}";

    public string Availability => $"{Root}/availability";

    public string State => $"{Root}/state";

    public string Emotion => $"{Root}/emotion";

    public string Turn => $"{Root}/turn";

    public string Health => $"{Root}/health";

    public string Event => $"{Root}/event";

    public string Commands => _commands + "+";

    public string Command(string name) => _commands + name;

    public string Reply(string command) => $"{Root}/reply/{command}";

    /// <summary>Null without discovery.</summary>
    public string? Discovery => discoveryPrefix.Length > 0 ? $"{discoveryPrefix}/device/{DeviceId}/config" : null;

    /// <summary>Where Home Assistant says that it is there.</summary>
    public string? HomeAssistantStatus => discoveryPrefix.Length > 0 ? $"{discoveryPrefix}/status" : null;

    /// <summary>The command's name, when it is a topic of commands.</summary>
    public string? CommandOf(string topic) => topic.StartsWith(_commands, StringComparison.Ordinal) ? topic[_commands.Length..] : null;

    /// <summary>
    /// Whether an answer may go there. A response topic comes from outside: it must not make the device command itself
    /// or write its own state.
    /// </summary>
    public bool MayAnswerAt(string topic) =>
        topic.Length is > 0 and <= 256
        && topic[0] != '$'
        && topic.AsSpan().IndexOfAny('+', '#', '\0') < 0
        && (!topic.StartsWith("emotionvoice/", StringComparison.Ordinal) || topic.StartsWith($"{Root}/reply/", StringComparison.Ordinal))
        && (discoveryPrefix.Length == 0 || !topic.StartsWith(discoveryPrefix + "/", StringComparison.Ordinal));
}
