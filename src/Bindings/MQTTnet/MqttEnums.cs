namespace MQTTnet.Protocol
{
    public enum MqttQualityOfServiceLevel
    {
        AtMostOnce = 0,
        AtLeastOnce = 1,
        ExactlyOnce = 2,
    }

    public enum MqttRetainHandling
    {
        SendAtSubscribe = 0,
        SendAtSubscribeIfNewSubscriptionOnly = 1,
        DoNotSendOnSubscribe = 2,
    }
}

namespace MQTTnet.Formatter
{
    public enum MqttProtocolVersion
    {
        Unknown = 0,
        V310 = 3,
        V311 = 4,
        V500 = 5,
    }
}

namespace MQTTnet.Packets
{
    using MQTTnet.Protocol;

    public sealed class MqttTopicFilter
    {
        public bool NoLocal { get; set; }

        public MqttQualityOfServiceLevel QualityOfServiceLevel { get; set; }

        public bool RetainAsPublished { get; set; }

        public MqttRetainHandling RetainHandling { get; set; } = MqttRetainHandling.SendAtSubscribe;

        public string Topic { get; set; }
    }
}
