using System.Runtime.InteropServices;

namespace MQTTnet.Interop;

/// <summary>MQTT 5 properties from and to the library's linked list.</summary>
internal static unsafe class Properties
{
    /// <summary>The caller frees them with <see cref="NativeMethods.mosquitto_property_free_all"/>.</summary>
    public static nint Of(MqttApplicationMessage message)
    {
        nint properties = 0;
        if (!string.IsNullOrEmpty(message.ContentType))
            Check(NativeMethods.mosquitto_property_add_string(ref properties, PropertyId.ContentType, message.ContentType));
        if (!string.IsNullOrEmpty(message.ResponseTopic))
            Check(NativeMethods.mosquitto_property_add_string(ref properties, PropertyId.ResponseTopic, message.ResponseTopic));
        if (message.CorrelationData is { Length: > 0 } data)
            fixed (byte* value = data)
                Check(NativeMethods.mosquitto_property_add_binary(ref properties, PropertyId.CorrelationData, value, checked((ushort)data.Length)));
        return properties;
    }

    public static string Text(nint properties, int id)
    {
        if (properties == 0 || NativeMethods.mosquitto_property_read_string(properties, id, out byte* value, skipFirst: false) == 0)
            return null;
        string text = Marshal.PtrToStringUTF8((nint)value);
        NativeMemory.Free(value);
        return text;
    }

    public static byte[] Bytes(nint properties, int id)
    {
        if (properties == 0 || NativeMethods.mosquitto_property_read_binary(properties, id, out byte* value, out ushort length, skipFirst: false) == 0)
            return null;
        byte[] bytes = new ReadOnlySpan<byte>(value, length).ToArray();
        NativeMemory.Free(value);
        return bytes;
    }

    private static void Check(MosquittoError error)
    {
        if (error != MosquittoError.Success)
            throw Errors.Exception(error);
    }
}
