using System.Buffers;
using System.Text;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace MQTTnet;

public sealed class MqttApplicationMessage
{
    public string ContentType { get; set; }

    public byte[] CorrelationData { get; set; }

    public ReadOnlySequence<byte> Payload { get; set; } = ReadOnlySequence<byte>.Empty;

    public ArraySegment<byte> PayloadSegment
    {
        set => Payload = new ReadOnlySequence<byte>(value);
    }

    public MqttQualityOfServiceLevel QualityOfServiceLevel { get; set; }

    public string ResponseTopic { get; set; }

    public bool Retain { get; set; }

    public string Topic { get; set; }
}

public static class MqttApplicationMessageExtensions
{
    /// <summary>Null for an empty payload.</summary>
    public static string ConvertPayloadToString(this MqttApplicationMessage applicationMessage)
    {
        ArgumentNullException.ThrowIfNull(applicationMessage);
        return applicationMessage.Payload.Length == 0 ? null : Encoding.UTF8.GetString(applicationMessage.Payload);
    }
}

public static class MqttApplicationMessageValidator
{
    /// <exception cref="NotSupportedException">A field needs MQTT 5.</exception>
    public static void ThrowIfNotSupported(MqttApplicationMessage applicationMessage, MqttProtocolVersion protocolVersion)
    {
        ArgumentNullException.ThrowIfNull(applicationMessage);
        if (protocolVersion == MqttProtocolVersion.V500)
            return;
        string feature =
            applicationMessage.ContentType?.Length > 0 ? nameof(applicationMessage.ContentType)
            : applicationMessage.CorrelationData?.Length > 0 ? nameof(applicationMessage.CorrelationData)
            : applicationMessage.ResponseTopic?.Length > 0 ? nameof(applicationMessage.ResponseTopic)
            : null;
        if (feature is not null)
            throw new NotSupportedException($"Feature {feature} requires MQTT version 5.0.0.");
    }
}

public sealed class MqttApplicationMessageBuilder
{
    private readonly MqttApplicationMessage _message = new();

    /// <exception cref="MqttProtocolViolationException">There is no topic.</exception>
    public MqttApplicationMessage Build()
    {
        if (string.IsNullOrEmpty(_message.Topic))
            throw new MqttProtocolViolationException("Topic is not set.");
        return new MqttApplicationMessage
        {
            Topic = _message.Topic,
            Payload = _message.Payload,
            QualityOfServiceLevel = _message.QualityOfServiceLevel,
            Retain = _message.Retain,
            ContentType = _message.ContentType,
            CorrelationData = _message.CorrelationData,
            ResponseTopic = _message.ResponseTopic,
        };
    }

    public MqttApplicationMessageBuilder WithContentType(string contentType)
    {
        _message.ContentType = contentType;
        return this;
    }

    public MqttApplicationMessageBuilder WithCorrelationData(byte[] correlationData)
    {
        _message.CorrelationData = correlationData;
        return this;
    }

    public MqttApplicationMessageBuilder WithPayload(byte[] payload)
    {
        _message.Payload = payload is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(payload);
        return this;
    }

    public MqttApplicationMessageBuilder WithPayload(string payload) => WithPayload(payload is null ? null : Encoding.UTF8.GetBytes(payload));

    public MqttApplicationMessageBuilder WithQualityOfServiceLevel(MqttQualityOfServiceLevel qualityOfServiceLevel)
    {
        _message.QualityOfServiceLevel = qualityOfServiceLevel;
        return this;
    }

    public MqttApplicationMessageBuilder WithResponseTopic(string responseTopic)
    {
        _message.ResponseTopic = responseTopic;
        return this;
    }

    public MqttApplicationMessageBuilder WithRetainFlag(bool value = true)
    {
        _message.Retain = value;
        return this;
    }

    public MqttApplicationMessageBuilder WithTopic(string topic)
    {
        _message.Topic = topic;
        return this;
    }
}
