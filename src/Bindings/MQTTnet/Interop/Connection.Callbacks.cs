using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace MQTTnet.Interop;

/// <summary>What the library calls, always on the loop's thread.</summary>
internal sealed unsafe partial class Connection
{
    private void SetCallbacks()
    {
        NativeMethods.mosquitto_connect_v5_callback_set(_client, &OnConnect);
        NativeMethods.mosquitto_disconnect_v5_callback_set(_client, &OnDisconnect);
        NativeMethods.mosquitto_publish_v5_callback_set(_client, &OnPublish);
        NativeMethods.mosquitto_subscribe_v5_callback_set(_client, &OnSubscribe);
        NativeMethods.mosquitto_message_v5_callback_set(_client, &OnMessage);
    }

    private static Connection Self(nint owner) => (Connection)GCHandle.FromIntPtr(owner).Target;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnConnect(nint client, nint owner, int reason, int flags, nint properties)
    {
        Connection self = Self(owner);
        // A broker of MQTT 3 answers in its own codes even to CONNECT of MQTT 5.
        MqttClientConnectResultCode code = self._options.ProtocolVersion == MqttProtocolVersion.V500 && reason is 0 or >= 128
            ? (MqttClientConnectResultCode)reason
            : Errors.Of311(reason);
        self._answered.TrySetResult(new MqttClientConnectResult
        {
            ResultCode = code,
            IsSessionPresent = (flags & 1) != 0,
            ReasonString = Properties.Text(properties, PropertyId.ReasonString),
            AssignedClientIdentifier = Properties.Text(properties, PropertyId.AssignedClientIdentifier),
        });
    }

    // Also called when the connection is lost or closed by us, with the library's own codes: those are below 128.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDisconnect(nint client, nint owner, int reason, nint properties)
    {
        Connection self = Self(owner);
        if (reason >= 128)
            self._serverReason = reason;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnPublish(nint client, nint owner, int id, int reason, nint properties) => Self(owner).Pending(id).TrySetResult([reason]);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnSubscribe(nint client, nint owner, int id, int count, int* reasons, nint properties) =>
        Self(owner).Pending(id).TrySetResult(new ReadOnlySpan<int>(reasons, count).ToArray());

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMessage(nint client, nint owner, NativeMessage* message, nint properties) => Self(owner)._received(new MqttApplicationMessage
    {
        Topic = Marshal.PtrToStringUTF8((nint)message->Topic),
        PayloadSegment = new ReadOnlySpan<byte>(message->Payload, message->PayloadLength).ToArray(),
        QualityOfServiceLevel = (MqttQualityOfServiceLevel)message->Qos,
        Retain = message->Retain != 0,
        ContentType = Properties.Text(properties, PropertyId.ContentType),
        ResponseTopic = Properties.Text(properties, PropertyId.ResponseTopic),
        CorrelationData = Properties.Bytes(properties, PropertyId.CorrelationData),
    });
}
