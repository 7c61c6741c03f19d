using System.Runtime.InteropServices;

namespace PortAudioSharp.Interop;

/// <summary>
/// The calls of portaudio.h (V19) that this project uses. The library's name is upstream's; unsigned long is nuint.
/// </summary>
internal static unsafe partial class Native
{
    private const string Library = "portaudio";

    [LibraryImport(Library)]
    internal static partial int Pa_GetVersion();

    [LibraryImport(Library)]
    internal static partial nint Pa_GetErrorText(int errorCode);

    [LibraryImport(Library)]
    internal static partial int Pa_Initialize();

    [LibraryImport(Library)]
    internal static partial int Pa_Terminate();

    [LibraryImport(Library)]
    internal static partial int Pa_GetDeviceCount();

    [LibraryImport(Library)]
    internal static partial int Pa_GetDefaultInputDevice();

    [LibraryImport(Library)]
    internal static partial int Pa_GetDefaultOutputDevice();

    [LibraryImport(Library)]
    internal static partial NativeDeviceInfo* Pa_GetDeviceInfo(int device);

    [LibraryImport(Library)]
    internal static partial int Pa_OpenStream(
        out nint stream,
        NativeStreamParameters* inputParameters,
        NativeStreamParameters* outputParameters,
        double sampleRate,
        nuint framesPerBuffer,
        nuint streamFlags,
        delegate* unmanaged[Cdecl]<void*, void*, nuint, StreamCallbackTimeInfo*, nuint, void*, int> streamCallback,
        void* userData);

    [LibraryImport(Library)]
    internal static partial int Pa_SetStreamFinishedCallback(nint stream, delegate* unmanaged[Cdecl]<void*, void> finished);

    [LibraryImport(Library)]
    internal static partial int Pa_StartStream(nint stream);

    [LibraryImport(Library)]
    internal static partial int Pa_StopStream(nint stream);

    [LibraryImport(Library)]
    internal static partial int Pa_AbortStream(nint stream);

    [LibraryImport(Library)]
    internal static partial int Pa_CloseStream(nint stream);

    [LibraryImport(Library)]
    internal static partial int Pa_IsStreamStopped(nint stream);

    [LibraryImport(Library)]
    internal static partial int Pa_IsStreamActive(nint stream);

    [LibraryImport(Library)]
    internal static partial double Pa_GetStreamTime(nint stream);
}

/// <summary>PaDeviceInfo, 72 bytes on 64-bit systems.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeDeviceInfo
{
    internal int StructVersion;
    internal nint Name;
    internal int HostApi;
    internal int MaxInputChannels;
    internal int MaxOutputChannels;
    internal double DefaultLowInputLatency;
    internal double DefaultLowOutputLatency;
    internal double DefaultHighInputLatency;
    internal double DefaultHighOutputLatency;
    internal double DefaultSampleRate;
}

/// <summary>PaStreamParameters, 32 bytes on 64-bit systems.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeStreamParameters(StreamParameters parameters)
{
    internal int Device = parameters.device;
    internal int ChannelCount = parameters.channelCount;
    internal nuint SampleFormat = (uint)parameters.sampleFormat;
    internal double SuggestedLatency = parameters.suggestedLatency;
    internal nint HostApiSpecificStreamInfo = parameters.hostApiSpecificStreamInfo;
}
