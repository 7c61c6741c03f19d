// Field order is the native struct's; strings marshal as UTF-8 pointers. Always create with new X(): a zero number means "use the engine's default".
#nullable disable
using System.Runtime.InteropServices;

namespace SherpaOnnx;

[StructLayout(LayoutKind.Sequential)]
public struct OfflineFunAsrNanoModelConfig
{
    public OfflineFunAsrNanoModelConfig()
    {
        EncoderAdaptor = "";
        LLM = "";
        Embedding = "";
        Tokenizer = "";
        SystemPrompt = "You are a helpful assistant.";
        UserPrompt = "语音转写：";
        MaxNewTokens = 512;
        Temperature = 1e-6f;
        TopP = 0.8f;
        Seed = 42;
        Language = "";
        Itn = 0;
        Hotwords = "";
    }

    public string EncoderAdaptor;
    public string LLM;
    public string Embedding;
    public string Tokenizer;
    public string SystemPrompt;
    public string UserPrompt;
    public int MaxNewTokens;
    public float Temperature;
    public float TopP;
    public int Seed;
    public string Language;
    public int Itn;
    public string Hotwords;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineQwen3AsrModelConfig
{
    public OfflineQwen3AsrModelConfig()
    {
        ConvFrontend = "";
        Encoder = "";
        Decoder = "";
        Tokenizer = "";
        MaxTotalLen = 512;
        MaxNewTokens = 128;
        Temperature = 1e-6f;
        TopP = 0.8f;
        Seed = 42;
        Hotwords = "";
    }

    public string ConvFrontend;
    public string Encoder;
    public string Decoder;
    public string Tokenizer;
    public int MaxTotalLen;
    public int MaxNewTokens;
    public float Temperature;
    public float TopP;
    public int Seed;
    public string Hotwords;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineCohereTranscribeModelConfig
{
    public OfflineCohereTranscribeModelConfig()
    {
        Encoder = "";
        Decoder = "";
        Language = "";
        UsePunct = 1;
        UseItn = 1;
    }

    public string Encoder;
    public string Decoder;
    public string Language;
    public int UsePunct;
    public int UseItn;
}

[StructLayout(LayoutKind.Sequential)]
public struct OfflineLMConfig
{
    public OfflineLMConfig()
    {
        Model = "";
        Scale = 0.5f;
    }

    public string Model;
    public float Scale;
}
