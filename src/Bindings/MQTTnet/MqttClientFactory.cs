namespace MQTTnet;

public class MqttClientFactory
{
    public IMqttClient CreateMqttClient() => new MqttClient();

    public MqttApplicationMessageBuilder CreateApplicationMessageBuilder() => new();

    public MqttClientOptionsBuilder CreateClientOptionsBuilder() => new();

    public MqttClientSubscribeOptionsBuilder CreateSubscribeOptionsBuilder() => new();
}
