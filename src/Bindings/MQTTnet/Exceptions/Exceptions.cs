using MQTTnet.Exceptions;

namespace MQTTnet.Exceptions
{
    public class MqttCommunicationException : Exception
    {
        public MqttCommunicationException(Exception innerException) : base(innerException?.Message ?? "MQTT communication failed.", innerException)
        {
        }

        public MqttCommunicationException(string message, Exception innerException = null) : base(message, innerException)
        {
        }
    }

    public class MqttClientNotConnectedException : MqttCommunicationException
    {
        public MqttClientNotConnectedException() : base("The MQTT client is not connected.")
        {
        }
    }

    public sealed class MqttClientDisconnectedException : MqttCommunicationException
    {
        public MqttClientDisconnectedException(Exception innerException) : base("The MQTT client is disconnected.", innerException)
        {
        }
    }

    public sealed class MqttClientUnexpectedDisconnectReceivedException : MqttCommunicationException
    {
        internal MqttClientUnexpectedDisconnectReceivedException(string reason) : base($"Unexpected DISCONNECT (Reason={reason}) received.")
        {
        }
    }

    public class MqttProtocolViolationException(string message) : Exception(message);
}

namespace MQTTnet.Adapter
{
    public sealed class MqttConnectingFailedException : MqttCommunicationException
    {
        public MqttConnectingFailedException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }
}
