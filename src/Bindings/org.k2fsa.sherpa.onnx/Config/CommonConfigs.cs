// Field order is the native struct's; strings marshal as UTF-8 pointers. Always create with new X(): a zero number means "use the engine's default".
#nullable disable
using System.Runtime.InteropServices;

namespace SherpaOnnx;

[StructLayout(LayoutKind.Sequential)]
public struct FeatureConfig
{
    public FeatureConfig()
    {
        SampleRate = 16000;
        FeatureDim = 80;
    }

    public int SampleRate;
    public int FeatureDim;
}

[StructLayout(LayoutKind.Sequential)]
public struct HomophoneReplacerConfig
{
    public HomophoneReplacerConfig()
    {
        DictDir = "";
        Lexicon = "";
        RuleFsts = "";
    }

    public string DictDir;
    public string Lexicon;
    public string RuleFsts;
}
