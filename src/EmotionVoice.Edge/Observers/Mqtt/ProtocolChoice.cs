using MQTTnet.Formatter;

namespace EmotionVoice.Edge.Observers.Mqtt;

/// <summary>MQTT 5, and 3.1.1 for brokers that don't know it. Pure.</summary>
internal sealed class ProtocolChoice
{
    private bool _answered;

    public MqttProtocolVersion Version { get; private set; } = MqttProtocolVersion.V500;

    public void Worked() => _answered = true;

    /// <summary>The broker says that it doesn't know the version. True when another is worth an attempt at once.</summary>
    public bool Unsupported()
    {
        if (Version == MqttProtocolVersion.V311)
            return false;
        Version = MqttProtocolVersion.V311;
        return true;
    }

    /// <summary>The broker closed the connection instead of answering, as some of MQTT 3 do: the other version is next.</summary>
    public void ClosedWithoutAnswer()
    {
        if (!_answered)
            Version = Version == MqttProtocolVersion.V500 ? MqttProtocolVersion.V311 : MqttProtocolVersion.V500;
    }
}
