// Field order is the native struct's; strings marshal as UTF-8 pointers. Always create with new X(): a zero number means "use the engine's default".
#nullable disable
using System.Runtime.InteropServices;

namespace SherpaOnnx;

[StructLayout(LayoutKind.Sequential)]
public struct OfflineTransducerModelConfig
{
    public OfflineTransducerModelConfig()
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
public struct OfflineParaformerModelConfig
{
    public OfflineParaformerModelConfig()
    {
        Model = "";
    }

    public string Model;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineNemoEncDecCtcModelConfig
{
    public OfflineNemoEncDecCtcModelConfig()
    {
        Model = "";
    }

    public string Model;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineWhisperModelConfig
{
    public OfflineWhisperModelConfig()
    {
        Encoder = "";
        Decoder = "";
        Language = "";
        Task = "transcribe";
        TailPaddings = -1;
        EnableTokenTimestamps = 0;
        EnableSegmentTimestamps = 0;
    }

    public string Encoder;
    public string Decoder;
    public string Language;
    public string Task;
    public int TailPaddings;
    public int EnableTokenTimestamps;
    public int EnableSegmentTimestamps;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineTdnnModelConfig
{
    public OfflineTdnnModelConfig()
    {
        Model = "";
    }

    public string Model;
}

/// <summary>Language: auto, zh, en, ko, ja or yue.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct OfflineSenseVoiceModelConfig
{
    public OfflineSenseVoiceModelConfig()
    {
        Model = "";
        Language = "";
        UseInverseTextNormalization = 0;
    }

    public string Model;
    public string Language;
    public int UseInverseTextNormalization;
}

/// <summary>Models of the second format need Encoder and MergedDecoder only.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct OfflineMoonshineModelConfig
{
    public OfflineMoonshineModelConfig()
    {
        Preprocessor = "";
        Encoder = "";
        UncachedDecoder = "";
        CachedDecoder = "";
        MergedDecoder = "";
    }

    public string Preprocessor;
    public string Encoder;
    public string UncachedDecoder;
    public string CachedDecoder;
    public string MergedDecoder;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineFireRedAsrModelConfig
{
    public OfflineFireRedAsrModelConfig()
    {
        Encoder = "";
        Decoder = "";
    }

    public string Encoder;
    public string Decoder;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineDolphinModelConfig
{
    public OfflineDolphinModelConfig()
    {
        Model = "";
    }

    public string Model;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineZipformerCtcModelConfig
{
    public OfflineZipformerCtcModelConfig()
    {
        Model = "";
    }

    public string Model;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineCanaryModelConfig
{
    public OfflineCanaryModelConfig()
    {
        Encoder = "";
        Decoder = "";
        SrcLang = "en";
        TgtLang = "en";
        UsePnc = 1;
    }

    public string Encoder;
    public string Decoder;
    public string SrcLang;
    public string TgtLang;
    public int UsePnc;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineWenetCtcModelConfig
{
    public OfflineWenetCtcModelConfig()
    {
        Model = "";
    }

    public string Model;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineOmnilingualAsrCtcModelConfig
{
    public OfflineOmnilingualAsrCtcModelConfig()
    {
        Model = "";
    }

    public string Model;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineMedAsrCtcModelConfig
{
    public OfflineMedAsrCtcModelConfig()
    {
        Model = "";
    }

    public string Model;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineFireRedAsrCtcModelConfig
{
    public OfflineFireRedAsrCtcModelConfig()
    {
        Model = "";
    }

    public string Model;
}
