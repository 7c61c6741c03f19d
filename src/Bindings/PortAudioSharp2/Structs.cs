using System.Runtime.InteropServices;

namespace PortAudioSharp;

[StructLayout(LayoutKind.Sequential)]
public struct DeviceInfo
{
    public int structVersion;
    public string name;
    public int hostApi;
    public int maxInputChannels;
    public int maxOutputChannels;
    public double defaultLowInputLatency;
    public double defaultLowOutputLatency;
    public double defaultHighInputLatency;
    public double defaultHighOutputLatency;
    public double defaultSampleRate;
}

[StructLayout(LayoutKind.Sequential)]
public struct StreamParameters
{
    public int device;
    public int channelCount;
    public SampleFormat sampleFormat;
    public double suggestedLatency;
    public IntPtr hostApiSpecificStreamInfo;
}

[StructLayout(LayoutKind.Sequential)]
public struct StreamCallbackTimeInfo
{
    public double inputBufferAdcTime;
    public double currentTime;
    public double outputBufferDacTime;
}
