// Field order is the native struct's; strings marshal as UTF-8 pointers. Always create with new X(): a zero number means "use the engine's default".
#nullable disable
using System.Runtime.InteropServices;

namespace SherpaOnnx;

/// <summary>Set the paths of exactly one model.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct OfflineTtsModelConfig
{
    public OfflineTtsModelConfig()
    {
        Vits = new OfflineTtsVitsModelConfig();
        NumThreads = 1;
        Debug = 0;
        Provider = "cpu";
        Matcha = new OfflineTtsMatchaModelConfig();
        Kokoro = new OfflineTtsKokoroModelConfig();
        Kitten = new OfflineTtsKittenModelConfig();
        ZipVoice = new OfflineTtsZipVoiceModelConfig();
        Pocket = new OfflineTtsPocketModelConfig();
        Supertonic = new OfflineTtsSupertonicModelConfig();
    }

    public OfflineTtsVitsModelConfig Vits;
    public int NumThreads;
    public int Debug;
    public string Provider;
    public OfflineTtsMatchaModelConfig Matcha;
    public OfflineTtsKokoroModelConfig Kokoro;
    public OfflineTtsKittenModelConfig Kitten;
    public OfflineTtsZipVoiceModelConfig ZipVoice;
    public OfflineTtsPocketModelConfig Pocket;
    public OfflineTtsSupertonicModelConfig Supertonic;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineTtsConfig
{
    public OfflineTtsConfig()
    {
        Model = new OfflineTtsModelConfig();
        RuleFsts = "";
        MaxNumSentences = 1;
        RuleFars = "";
        SilenceScale = 0.2f;
    }

    public OfflineTtsModelConfig Model;
    public string RuleFsts;
    public int MaxNumSentences;
    public string RuleFars;
    public float SilenceScale;
}
