using MQTTnet.Exceptions;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet;

public sealed class MqttClientSubscribeOptions
{
    public List<MqttTopicFilter> TopicFilters { get; set; } = [];
}

public sealed class MqttClientSubscribeOptionsBuilder
{
    private readonly MqttClientSubscribeOptions _options = new();

    public MqttClientSubscribeOptions Build() => _options;

    public MqttClientSubscribeOptionsBuilder WithTopicFilter(
        string topic,
        MqttQualityOfServiceLevel qualityOfServiceLevel = MqttQualityOfServiceLevel.AtMostOnce,
        bool noLocal = false,
        bool retainAsPublished = false,
        MqttRetainHandling retainHandling = MqttRetainHandling.SendAtSubscribe)
    {
        _options.TopicFilters.Add(new MqttTopicFilter
        {
            Topic = topic,
            QualityOfServiceLevel = qualityOfServiceLevel,
            NoLocal = noLocal,
            RetainAsPublished = retainAsPublished,
            RetainHandling = retainHandling,
        });
        return this;
    }
}

public sealed class MqttClientDisconnectOptions
{
    public MqttClientDisconnectOptionsReason Reason { get; set; } = MqttClientDisconnectOptionsReason.NormalDisconnection;
}

public enum MqttClientDisconnectOptionsReason
{
    NormalDisconnection = 0,
    DisconnectWithWillMessage = 4,
}

internal static class Topics
{
    /// <exception cref="MqttProtocolViolationException">Messages can't be published there.</exception>
    public static void ThrowIfInvalid(string topic)
    {
        if (string.IsNullOrEmpty(topic))
            throw new MqttProtocolViolationException("Topic should not be empty.");
        if (topic.AsSpan().IndexOfAny('+', '#') >= 0)
            throw new MqttProtocolViolationException("The characters '+' and '#' are not allowed in topics.");
    }

    /// <exception cref="MqttProtocolViolationException">It isn't a topic filter.</exception>
    public static void ThrowIfInvalidSubscribe(string topic)
    {
        if (string.IsNullOrEmpty(topic))
            throw new MqttProtocolViolationException("Topic should not be empty.");
        int hash = topic.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0 && hash != topic.Length - 1)
            throw new MqttProtocolViolationException("The character '#' is only allowed as last character");
    }
}
