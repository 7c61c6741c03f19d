namespace MQTTnet;

public sealed class MqttClientConnectResult
{
    public string AssignedClientIdentifier { get; init; }

    public bool IsSessionPresent { get; init; }

    public string ReasonString { get; init; }

    public MqttClientConnectResultCode ResultCode { get; init; }
}

public enum MqttClientConnectResultCode
{
    Success = 0,
    UnspecifiedError = 128,
    MalformedPacket = 129,
    ProtocolError = 130,
    ImplementationSpecificError = 131,
    UnsupportedProtocolVersion = 132,
    ClientIdentifierNotValid = 133,
    BadUserNameOrPassword = 134,
    NotAuthorized = 135,
    ServerUnavailable = 136,
    ServerBusy = 137,
    Banned = 138,
    BadAuthenticationMethod = 140,
    TopicNameInvalid = 144,
    PacketTooLarge = 149,
    QuotaExceeded = 151,
    PayloadFormatInvalid = 153,
    RetainNotSupported = 154,
    QoSNotSupported = 155,
    UseAnotherServer = 156,
    ServerMoved = 157,
    ConnectionRateExceeded = 159,
}

public sealed class MqttClientConnectedEventArgs : EventArgs
{
    public MqttClientConnectedEventArgs(MqttClientConnectResult connectResult) =>
        ConnectResult = connectResult ?? throw new ArgumentNullException(nameof(connectResult));

    public MqttClientConnectResult ConnectResult { get; }
}
