// Field order is the native struct's; strings marshal as UTF-8 pointers. Always create with new X(): a zero number means "use the engine's default".
#nullable disable
using System.Runtime.InteropServices;

namespace SherpaOnnx;

/// <summary>VITS, Piper included.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct OfflineTtsVitsModelConfig
{
    public OfflineTtsVitsModelConfig()
    {
        Model = "";
        Lexicon = "";
        Tokens = "";
        DataDir = "";
        NoiseScale = 0.667f;
        NoiseScaleW = 0.8f;
        LengthScale = 1f;
        DictDir = "";
    }

    public string Model;
    public string Lexicon;
    public string Tokens;
    public string DataDir;
    public float NoiseScale;
    public float NoiseScaleW;
    public float LengthScale;
    public string DictDir;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineTtsMatchaModelConfig
{
    public OfflineTtsMatchaModelConfig()
    {
        AcousticModel = "";
        Vocoder = "";
        Lexicon = "";
        Tokens = "";
        DataDir = "";
        NoiseScale = 0.667f;
        LengthScale = 1f;
        DictDir = "";
    }

    public string AcousticModel;
    public string Vocoder;
    public string Lexicon;
    public string Tokens;
    public string DataDir;
    public float NoiseScale;
    public float LengthScale;
    public string DictDir;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineTtsKokoroModelConfig
{
    public OfflineTtsKokoroModelConfig()
    {
        Model = "";
        Voices = "";
        Tokens = "";
        DataDir = "";
        LengthScale = 1f;
        DictDir = "";
        Lexicon = "";
        Lang = "";
    }

    public string Model;
    public string Voices;
    public string Tokens;
    public string DataDir;
    public float LengthScale;
    public string DictDir;
    public string Lexicon;
    public string Lang;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineTtsKittenModelConfig
{
    public OfflineTtsKittenModelConfig()
    {
        Model = "";
        Voices = "";
        Tokens = "";
        DataDir = "";
        LengthScale = 1f;
    }

    public string Model;
    public string Voices;
    public string Tokens;
    public string DataDir;
    public float LengthScale;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineTtsZipVoiceModelConfig
{
    public OfflineTtsZipVoiceModelConfig()
    {
        Tokens = "";
        Encoder = "";
        Decoder = "";
        Vocoder = "";
        DataDir = "";
        Lexicon = "";
        FeatScale = 0.1f;
        Tshift = 0.5f;
        TargetRms = 0.1f;
        GuidanceScale = 1f;
    }

    public string Tokens;
    public string Encoder;
    public string Decoder;
    public string Vocoder;
    public string DataDir;
    public string Lexicon;
    public float FeatScale;
    public float Tshift;
    public float TargetRms;
    public float GuidanceScale;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineTtsPocketModelConfig
{
    public OfflineTtsPocketModelConfig()
    {
        LmFlow = "";
        LmMain = "";
        Encoder = "";
        Decoder = "";
        TextConditioner = "";
        VocabJson = "";
        TokenScoresJson = "";
        VoiceEmbeddingCacheCapacity = 50;
    }

    public string LmFlow;
    public string LmMain;
    public string Encoder;
    public string Decoder;
    public string TextConditioner;
    public string VocabJson;
    public string TokenScoresJson;
    public int VoiceEmbeddingCacheCapacity;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineTtsSupertonicModelConfig
{
    public OfflineTtsSupertonicModelConfig()
    {
        DurationPredictor = "";
        TextEncoder = "";
        VectorEstimator = "";
        Vocoder = "";
        TtsJson = "";
        UnicodeIndexer = "";
        VoiceStyle = "";
    }

    public string DurationPredictor;
    public string TextEncoder;
    public string VectorEstimator;
    public string Vocoder;
    public string TtsJson;
    public string UnicodeIndexer;
    public string VoiceStyle;
}
