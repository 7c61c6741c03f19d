using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using EmotionVoice.Bindings;

namespace MQTTnet.Interop;

/// <summary>libmosquitto 2.0 (mosquitto.h, mqtt_protocol.h), as Debian's libmosquitto1 installs it.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "mosquitto";

    static NativeMethods() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, static (name, _, _) =>
            name == Library ? NativeSearch.Load("mosquitto", "libmosquitto.so.1", "libmosquitto.so") : 0);

    [LibraryImport(Library)]
    internal static partial int mosquitto_lib_init();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial MosquittoHandle mosquitto_new(string id, [MarshalAs(UnmanagedType.I1)] bool cleanStart, nint owner);

    [LibraryImport(Library)]
    internal static partial void mosquitto_destroy(nint client);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial MosquittoError mosquitto_will_set(
        MosquittoHandle client, string topic, int length, byte* payload, int qos, [MarshalAs(UnmanagedType.I1)] bool retain);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial MosquittoError mosquitto_username_pw_set(MosquittoHandle client, string userName, byte[] zeroTerminatedPassword);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial MosquittoError mosquitto_tls_set(
        MosquittoHandle client, string caFile, string caPath, string certificateFile, string keyFile, nint passwordCallback);

    [LibraryImport(Library)]
    internal static partial MosquittoError mosquitto_int_option(MosquittoHandle client, MosquittoOption option, int value);

    /// <summary>Says that a thread of ours runs the loop: publishing then only queues and wakes it.</summary>
    [LibraryImport(Library)]
    internal static partial MosquittoError mosquitto_threaded_set(MosquittoHandle client, [MarshalAs(UnmanagedType.I1)] bool threaded);

    /// <summary>Blocks while the name is looked up and the socket connects.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial MosquittoError mosquitto_connect_bind_v5(
        MosquittoHandle client, string host, int port, int keepAliveSeconds, string bindAddress, nint properties);

    [LibraryImport(Library)]
    internal static partial MosquittoError mosquitto_disconnect_v5(MosquittoHandle client, int reason, nint properties);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial MosquittoError mosquitto_loop(MosquittoHandle client, int timeoutMilliseconds, int maxPackets);

    [LibraryImport(Library)]
    internal static partial int mosquitto_socket(MosquittoHandle client);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial MosquittoError mosquitto_publish_v5(
        MosquittoHandle client, out int id, string topic, int length, byte* payload, int qos, [MarshalAs(UnmanagedType.I1)] bool retain, nint properties);

    [LibraryImport(Library)]
    internal static partial MosquittoError mosquitto_subscribe_multiple(
        MosquittoHandle client, out int id, int count, byte** filters, int qos, int options, nint properties);

    [LibraryImport(Library)]
    internal static partial void mosquitto_connect_v5_callback_set(MosquittoHandle client, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library)]
    internal static partial void mosquitto_disconnect_v5_callback_set(MosquittoHandle client, delegate* unmanaged[Cdecl]<nint, nint, int, nint, void> callback);

    [LibraryImport(Library)]
    internal static partial void mosquitto_publish_v5_callback_set(MosquittoHandle client, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library)]
    internal static partial void mosquitto_subscribe_v5_callback_set(MosquittoHandle client, delegate* unmanaged[Cdecl]<nint, nint, int, int, int*, nint, void> callback);

    [LibraryImport(Library)]
    internal static partial void mosquitto_message_v5_callback_set(MosquittoHandle client, delegate* unmanaged[Cdecl]<nint, nint, NativeMessage*, nint, void> callback);

    [LibraryImport(Library)]
    internal static partial byte* mosquitto_strerror(MosquittoError error);

    [LibraryImport(Library)]
    internal static partial byte* mosquitto_reason_string(int reason);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial MosquittoError mosquitto_property_add_string(ref nint properties, int id, string value);

    [LibraryImport(Library)]
    internal static partial MosquittoError mosquitto_property_add_binary(ref nint properties, int id, byte* value, ushort length);

    [LibraryImport(Library)]
    internal static partial void mosquitto_property_free_all(ref nint properties);

    /// <summary>The value is the caller's to free, with free(3).</summary>
    [LibraryImport(Library)]
    internal static partial nint mosquitto_property_read_string(nint properties, int id, out byte* value, [MarshalAs(UnmanagedType.I1)] bool skipFirst);

    /// <summary>The value is the caller's to free, with free(3).</summary>
    [LibraryImport(Library)]
    internal static partial nint mosquitto_property_read_binary(
        nint properties, int id, out byte* value, out ushort length, [MarshalAs(UnmanagedType.I1)] bool skipFirst);

    /// <summary>Ends both directions of a socket: whoever polls it wakes up.</summary>
    [LibraryImport("libc")]
    internal static partial int shutdown(int socket, int how);
}

/// <summary>mosquitto_message.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMessage
{
    public int Id;
    public byte* Topic;
    public byte* Payload;
    public int PayloadLength;
    public int Qos;
    public byte Retain;
}

internal enum MosquittoError
{
    Success = 0,
    Protocol = 2,
    InvalidArgument = 3,
    NoConnection = 4,
    ConnectionRefused = 5,
    ConnectionLost = 7,
    Tls = 8,
    PayloadTooLarge = 9,
    Errno = 14,
    LookUp = 15,
    KeepAlive = 19,
    MalformedUtf8 = 18,
    OversizePacket = 25,
}

internal enum MosquittoOption
{
    ProtocolVersion = 1,
    TcpNoDelay = 11,
}

/// <summary>Identifiers of MQTT 5 properties.</summary>
internal static class PropertyId
{
    public const int ContentType = 3;
    public const int ResponseTopic = 8;
    public const int CorrelationData = 9;
    public const int AssignedClientIdentifier = 18;
    public const int ReasonString = 31;
}

/// <summary>A client object of the library. Calls hold a reference, so it outlives those that are under way.</summary>
internal sealed class MosquittoHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.mosquitto_destroy(handle);
        return true;
    }
}
