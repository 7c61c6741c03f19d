// Field order is the native struct's; strings marshal as UTF-8 pointers. Always create with new X(): a zero number means "use the engine's default".
#nullable disable
using System.Runtime.InteropServices;

namespace SherpaOnnx;

/// <summary>Silero voice activity model; durations in seconds, window in samples.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SileroVadModelConfig
{
    public SileroVadModelConfig()
    {
        Model = "";
        Threshold = 0.5f;
        MinSilenceDuration = 0.5f;
        MinSpeechDuration = 0.25f;
        WindowSize = 512;
        MaxSpeechDuration = 5f;
    }

    public string Model;
    public float Threshold;
    public float MinSilenceDuration;
    public float MinSpeechDuration;
    public int WindowSize;
    public float MaxSpeechDuration;
}

/// <summary>TEN voice activity model; durations in seconds, window in samples.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TenVadModelConfig
{
    public TenVadModelConfig()
    {
        Model = "";
        Threshold = 0.5f;
        MinSilenceDuration = 0.5f;
        MinSpeechDuration = 0.25f;
        WindowSize = 256;
        MaxSpeechDuration = 5f;
    }

    public string Model;
    public float Threshold;
    public float MinSilenceDuration;
    public float MinSpeechDuration;
    public int WindowSize;
    public float MaxSpeechDuration;
}

/// <summary>Set exactly one model path.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct VadModelConfig
{
    public VadModelConfig()
    {
        SileroVad = new SileroVadModelConfig();
        SampleRate = 16000;
        NumThreads = 1;
        Provider = "cpu";
        Debug = 0;
        TenVad = new TenVadModelConfig();
    }

    public SileroVadModelConfig SileroVad;
    public int SampleRate;
    public int NumThreads;
    public string Provider;
    public int Debug;
    public TenVadModelConfig TenVad;
}
