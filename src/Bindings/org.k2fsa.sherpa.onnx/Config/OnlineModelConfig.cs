// Field order is the native struct's; strings marshal as UTF-8 pointers. Always create with new X(): a zero number means "use the engine's default".
#nullable disable
using System.Runtime.InteropServices;

namespace SherpaOnnx;

[StructLayout(LayoutKind.Sequential)]
public struct OnlineTransducerModelConfig
{
    public OnlineTransducerModelConfig()
    {
        Encoder = "";
        Decoder = "";
        Joiner = "";
    }

    public string Encoder;
    public string Decoder;
    public string Joiner;
}

[StructLayout(LayoutKind.Sequential)]
public struct OnlineParaformerModelConfig
{
    public OnlineParaformerModelConfig()
    {
        Encoder = "";
        Decoder = "";
    }

    public string Encoder;
    public string Decoder;
}

[StructLayout(LayoutKind.Sequential)]
public struct OnlineZipformer2CtcModelConfig
{
    public OnlineZipformer2CtcModelConfig()
    {
        Model = "";
    }

    public string Model;
}

[StructLayout(LayoutKind.Sequential)]
public struct OnlineNemoCtcModelConfig
{
    public OnlineNemoCtcModelConfig()
    {
        Model = "";
    }

    public string Model;
}

[StructLayout(LayoutKind.Sequential)]
public struct OnlineToneCtcModelConfig
{
    public OnlineToneCtcModelConfig()
    {
        Model = "";
    }

    public string Model;
}

/// <summary>Set the paths of exactly one model, and Tokens.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct OnlineModelConfig
{
    public OnlineModelConfig()
    {
        Transducer = new OnlineTransducerModelConfig();
        Paraformer = new OnlineParaformerModelConfig();
        Zipformer2Ctc = new OnlineZipformer2CtcModelConfig();
        Tokens = "";
        NumThreads = 1;
        Provider = "cpu";
        Debug = 0;
        ModelType = "";
        ModelingUnit = "cjkchar";
        BpeVocab = "";
        TokensBuf = "";
        TokensBufSize = 0;
        NemoCtc = new OnlineNemoCtcModelConfig();
        ToneCtc = new OnlineToneCtcModelConfig();
    }

    public OnlineTransducerModelConfig Transducer;
    public OnlineParaformerModelConfig Paraformer;
    public OnlineZipformer2CtcModelConfig Zipformer2Ctc;
    public string Tokens;
    public int NumThreads;
    public string Provider;
    public int Debug;
    public string ModelType;
    public string ModelingUnit;
    public string BpeVocab;
    public string TokensBuf;
    public int TokensBufSize;
    public OnlineNemoCtcModelConfig NemoCtc;
    public OnlineToneCtcModelConfig ToneCtc;
}
