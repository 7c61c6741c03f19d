using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Structs cross to the library byte for byte; C's `bool` is a byte here.
[assembly: DisableRuntimeMarshalling]

namespace Whisper.net.Interop;

/// <summary>C's <c>whisper_context_params</c> (48 bytes), passed by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WhisperContextParams
{
    public byte UseGpu;
    public byte FlashAttention;
    public int GpuDevice;
    public byte DtwTokenTimestamps;
    public int DtwHeadsPreset;
    public int DtwTopN;
    public nuint DtwHeadCount;
    public nint DtwHeads;
    public nuint DtwMemorySize;
}

/// <summary>C's <c>whisper_full_params</c> (304 bytes in whisper.cpp 1.8.1 to 1.9.3), passed by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WhisperFullParams
{
    public int Strategy;
    public int Threads;
    public int MaxTextContext;
    public int OffsetMs;
    public int DurationMs;

    public byte Translate;
    public byte NoContext;
    public byte NoTimestamps;
    public byte SingleSegment;
    public byte PrintSpecial;
    public byte PrintProgress;
    public byte PrintRealtime;
    public byte PrintTimestamps;

    public byte TokenTimestamps;
    public float TimestampThreshold;
    public float TimestampSumThreshold;
    public int MaxSegmentLength;
    public byte SplitOnWord;
    public int MaxTokens;

    public byte DebugMode;
    public int AudioContext;
    public byte TinyDiarize;

    public nint SuppressRegex;
    public nint InitialPrompt;
    public byte CarryInitialPrompt;
    public nint PromptTokens;
    public int PromptTokenCount;

    public nint Language;
    public byte DetectLanguage;
    public byte SuppressBlank;
    public byte SuppressNonSpeech;

    public float Temperature;
    public float MaxInitialTimestamp;
    public float LengthPenalty;
    public float TemperatureIncrement;
    public float EntropyThreshold;
    public float LogProbThreshold;
    public float NoSpeechThreshold;

    public int BestOf;
    public int BeamSize;
    public float Patience;

    public nint NewSegment;
    public nint NewSegmentUserData;
    public nint Progress;
    public nint ProgressUserData;
    public nint EncoderBegin;
    public nint EncoderBeginUserData;
    public nint Abort;
    public nint AbortUserData;
    public nint LogitsFilter;
    public nint LogitsFilterUserData;

    public nint GrammarRules;
    public nuint GrammarRuleCount;
    public nuint GrammarStartRule;
    public float GrammarPenalty;

    public byte Vad;
    public nint VadModelPath;
    public WhisperVadParams VadParams;
}

/// <summary>C's <c>whisper_vad_params</c> (24 bytes), the tail of <see cref="WhisperFullParams"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WhisperVadParams
{
    public float Threshold;
    public int MinSpeechMs;
    public int MinSilenceMs;
    public float MaxSpeechSeconds;
    public int SpeechPadMs;
    public float SamplesOverlap;
}

/// <summary>C's <c>whisper_token_data</c> (56 bytes), returned by value; times in hundredths of a second.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WhisperTokenData
{
    public int Id;
    public int TimestampId;
    public float Probability;
    public float ProbabilityLog;
    public float TimestampProbability;
    public float TimestampProbabilitySum;
    public long Start;
    public long End;
    public long DtwTimestamp;
    public float VoiceLength;
}
