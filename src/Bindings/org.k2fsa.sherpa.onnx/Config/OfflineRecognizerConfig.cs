// Field order is the native struct's; strings marshal as UTF-8 pointers. Always create with new X(): a zero number means "use the engine's default".
#nullable disable
using System.Runtime.InteropServices;

namespace SherpaOnnx;

/// <summary>Set the paths of exactly one model, and Tokens.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct OfflineModelConfig
{
    public OfflineModelConfig()
    {
        Transducer = new OfflineTransducerModelConfig();
        Paraformer = new OfflineParaformerModelConfig();
        NeMoCtc = new OfflineNemoEncDecCtcModelConfig();
        Whisper = new OfflineWhisperModelConfig();
        Tdnn = new OfflineTdnnModelConfig();
        Tokens = "";
        NumThreads = 1;
        Debug = 0;
        Provider = "cpu";
        ModelType = "";
        ModelingUnit = "cjkchar";
        BpeVocab = "";
        TeleSpeechCtc = "";
        SenseVoice = new OfflineSenseVoiceModelConfig();
        Moonshine = new OfflineMoonshineModelConfig();
        FireRedAsr = new OfflineFireRedAsrModelConfig();
        Dolphin = new OfflineDolphinModelConfig();
        ZipformerCtc = new OfflineZipformerCtcModelConfig();
        Canary = new OfflineCanaryModelConfig();
        WenetCtc = new OfflineWenetCtcModelConfig();
        Omnilingual = new OfflineOmnilingualAsrCtcModelConfig();
        MedAsr = new OfflineMedAsrCtcModelConfig();
        FunAsrNano = new OfflineFunAsrNanoModelConfig();
        FireRedAsrCtc = new OfflineFireRedAsrCtcModelConfig();
        Qwen3Asr = new OfflineQwen3AsrModelConfig();
        CohereTranscribe = new OfflineCohereTranscribeModelConfig();
    }

    public OfflineTransducerModelConfig Transducer;
    public OfflineParaformerModelConfig Paraformer;
    public OfflineNemoEncDecCtcModelConfig NeMoCtc;
    public OfflineWhisperModelConfig Whisper;
    public OfflineTdnnModelConfig Tdnn;
    public string Tokens;
    public int NumThreads;
    public int Debug;
    public string Provider;
    public string ModelType;
    public string ModelingUnit;
    public string BpeVocab;
    public string TeleSpeechCtc;
    public OfflineSenseVoiceModelConfig SenseVoice;
    public OfflineMoonshineModelConfig Moonshine;
    public OfflineFireRedAsrModelConfig FireRedAsr;
    public OfflineDolphinModelConfig Dolphin;
    public OfflineZipformerCtcModelConfig ZipformerCtc;
    public OfflineCanaryModelConfig Canary;
    public OfflineWenetCtcModelConfig WenetCtc;
    public OfflineOmnilingualAsrCtcModelConfig Omnilingual;
    public OfflineMedAsrCtcModelConfig MedAsr;
    public OfflineFunAsrNanoModelConfig FunAsrNano;
    public OfflineFireRedAsrCtcModelConfig FireRedAsrCtc;
    public OfflineQwen3AsrModelConfig Qwen3Asr;
    public OfflineCohereTranscribeModelConfig CohereTranscribe;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineRecognizerConfig
{
    public OfflineRecognizerConfig()
    {
        FeatConfig = new FeatureConfig();
        ModelConfig = new OfflineModelConfig();
        LmConfig = new OfflineLMConfig();
        DecodingMethod = "greedy_search";
        MaxActivePaths = 4;
        HotwordsFile = "";
        HotwordsScore = 1.5f;
        RuleFsts = "";
        RuleFars = "";
        BlankPenalty = 0f;
        Hr = new HomophoneReplacerConfig();
    }

    public FeatureConfig FeatConfig;
    public OfflineModelConfig ModelConfig;
    public OfflineLMConfig LmConfig;
    public string DecodingMethod;
    public int MaxActivePaths;
    public string HotwordsFile;
    public float HotwordsScore;
    public string RuleFsts;
    public string RuleFars;
    public float BlankPenalty;
    public HomophoneReplacerConfig Hr;
}
