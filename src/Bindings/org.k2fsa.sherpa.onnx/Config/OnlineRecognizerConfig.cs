// Field order is the native struct's; strings marshal as UTF-8 pointers. Always create with new X(): a zero number means "use the engine's default".
#nullable disable
using System.Runtime.InteropServices;

namespace SherpaOnnx;

[StructLayout(LayoutKind.Sequential)]
public struct OnlineCtcFstDecoderConfig
{
    public OnlineCtcFstDecoderConfig()
    {
        Graph = "";
        MaxActive = 3000;
    }

    public string Graph;
    public int MaxActive;
}

/// <summary>Silences and lengths in seconds.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct OnlineRecognizerConfig
{
    public OnlineRecognizerConfig()
    {
        FeatConfig = new FeatureConfig();
        ModelConfig = new OnlineModelConfig();
        DecodingMethod = "greedy_search";
        MaxActivePaths = 4;
        EnableEndpoint = 0;
        Rule1MinTrailingSilence = 1.2f;
        Rule2MinTrailingSilence = 2.4f;
        Rule3MinUtteranceLength = 20f;
        HotwordsFile = "";
        HotwordsScore = 1.5f;
        CtcFstDecoderConfig = new OnlineCtcFstDecoderConfig();
        RuleFsts = "";
        RuleFars = "";
        BlankPenalty = 0f;
        HotwordsBuf = "";
        HotwordsBufSize = 0;
        Hr = new HomophoneReplacerConfig();
    }

    public FeatureConfig FeatConfig;
    public OnlineModelConfig ModelConfig;
    public string DecodingMethod;
    public int MaxActivePaths;
    public int EnableEndpoint;
    public float Rule1MinTrailingSilence;
    public float Rule2MinTrailingSilence;
    public float Rule3MinUtteranceLength;
    public string HotwordsFile;
    public float HotwordsScore;
    public OnlineCtcFstDecoderConfig CtcFstDecoderConfig;
    public string RuleFsts;
    public string RuleFars;
    public float BlankPenalty;
    public string HotwordsBuf;
    public int HotwordsBufSize;
    public HomophoneReplacerConfig Hr;
}

/// <summary>KeywordsBufSize counts UTF-8 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct KeywordSpotterConfig
{
    public KeywordSpotterConfig()
    {
        FeatConfig = new FeatureConfig();
        ModelConfig = new OnlineModelConfig();
        MaxActivePaths = 4;
        NumTrailingBlanks = 1;
        KeywordsScore = 1f;
        KeywordsThreshold = 0.25f;
        KeywordsFile = "";
        KeywordsBuf = "";
        KeywordsBufSize = 0;
    }

    public FeatureConfig FeatConfig;
    public OnlineModelConfig ModelConfig;
    public int MaxActivePaths;
    public int NumTrailingBlanks;
    public float KeywordsScore;
    public float KeywordsThreshold;
    public string KeywordsFile;
    public string KeywordsBuf;
    public int KeywordsBufSize;
}
