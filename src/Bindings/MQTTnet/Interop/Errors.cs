using System.Runtime.InteropServices;
using MQTTnet.Exceptions;

namespace MQTTnet.Interop;

/// <summary>The library's statuses as exceptions.</summary>
internal static unsafe class Errors
{
    /// <param name="error">What the library returned.</param>
    /// <param name="errno">The system's error where the library refers to it.</param>
    public static MqttCommunicationException Exception(MosquittoError error, int errno = 0) => new(Text(error, errno));

    public static string Text(MosquittoError error, int errno) => error == MosquittoError.Errno && errno != 0
        ? Marshal.GetPInvokeErrorMessage(errno)
        : Marshal.PtrToStringUTF8((nint)NativeMethods.mosquitto_strerror(error));

    public static string Reason(int reason) => Marshal.PtrToStringUTF8((nint)NativeMethods.mosquitto_reason_string(reason));

    /// <summary>The reason of MQTT 5 that a return code of MQTT 3.1.1 means (its table 3.1).</summary>
    public static MqttClientConnectResultCode Of311(int code) => code switch
    {
        0 => MqttClientConnectResultCode.Success,
        1 => MqttClientConnectResultCode.UnsupportedProtocolVersion,
        2 => MqttClientConnectResultCode.ClientIdentifierNotValid,
        3 => MqttClientConnectResultCode.ServerUnavailable,
        4 => MqttClientConnectResultCode.BadUserNameOrPassword,
        5 => MqttClientConnectResultCode.NotAuthorized,
        _ => MqttClientConnectResultCode.UnspecifiedError,
    };
}
