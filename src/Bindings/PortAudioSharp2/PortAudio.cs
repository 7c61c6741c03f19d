using System.Runtime.InteropServices;
using PortAudioSharp.Interop;

namespace PortAudioSharp;

/// <summary>The library as a whole: start, stop, devices.</summary>
public static class PortAudio
{
    public const int NoDevice = -1;

    public const uint FramesPerBufferUnspecified = 0;

    public static int Version => Native.Pa_GetVersion();

    public static int DefaultInputDevice => Native.Pa_GetDefaultInputDevice();

    public static int DefaultOutputDevice => Native.Pa_GetDefaultOutputDevice();

    public static int DeviceCount => Native.Pa_GetDeviceCount();

    /// <summary>Does nothing, as upstream; the first call loads the library.</summary>
    public static void LoadNativeLibrary()
    {
    }

    /// <summary>Counted: every call needs its <see cref="Terminate"/>.</summary>
    /// <exception cref="PortAudioException">No sound system can be used.</exception>
    public static void Initialize()
    {
        _ = Native.Pa_GetVersion(); // loads PortAudio, and ALSA and JACK with it
        Quiet.SilenceSoundLibraries();
        Check(Native.Pa_Initialize(), "Error initializing PortAudio.");
    }

    public static void Terminate() => Check(Native.Pa_Terminate(), "Error terminating PortAudio.");

    public static string GetErrorText(ErrorCode errorCode) => Marshal.PtrToStringUTF8(Native.Pa_GetErrorText((int)errorCode));

    /// <summary>A wrong index gives a <see cref="NullReferenceException"/>, as upstream.</summary>
    public static unsafe DeviceInfo GetDeviceInfo(int device)
    {
        NativeDeviceInfo* info = Native.Pa_GetDeviceInfo(device);
        if (info is null)
            throw new NullReferenceException();
        return new DeviceInfo
        {
            structVersion = info->StructVersion,
            name = Marshal.PtrToStringUTF8(info->Name),
            hostApi = info->HostApi,
            maxInputChannels = info->MaxInputChannels,
            maxOutputChannels = info->MaxOutputChannels,
            defaultLowInputLatency = info->DefaultLowInputLatency,
            defaultLowOutputLatency = info->DefaultLowOutputLatency,
            defaultHighInputLatency = info->DefaultHighInputLatency,
            defaultHighOutputLatency = info->DefaultHighOutputLatency,
            defaultSampleRate = info->DefaultSampleRate,
        };
    }

    internal static void Check(int status, string message)
    {
        if (status < 0)
            throw new PortAudioException((ErrorCode)status, message);
    }
}
