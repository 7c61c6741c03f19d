using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Models;

/// <summary>What runs a model's files; composition chooses the engine class by it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelEngine>))]
internal enum ModelEngine
{
    /// <summary>whisper.cpp; files: model.</summary>
    [JsonStringEnumMemberName("whisper")] Whisper,

    /// <summary>sherpa-onnx; files: encoder, decoder (merged), tokens.</summary>
    [JsonStringEnumMemberName("moonshine")] Moonshine,

    /// <summary>sherpa-onnx; files: model, tokens.</summary>
    [JsonStringEnumMemberName("sense-voice")] SenseVoice,

    /// <summary>sherpa-onnx; files: model.</summary>
    [JsonStringEnumMemberName("silero")] Silero,

    /// <summary>ONNX Runtime; files: model.</summary>
    [JsonStringEnumMemberName("speech-emotion")] SpeechEmotion,

    /// <summary>Managed; files: model.</summary>
    [JsonStringEnumMemberName("word-emotion")] WordEmotion,

    /// <summary>llama.cpp; files: model, and the prefixes that the prompt settings name.</summary>
    [JsonStringEnumMemberName("llama")] Llama,

    /// <summary>sherpa-onnx; files: model, tokens, espeak-ng-data (a folder).</summary>
    [JsonStringEnumMemberName("vits")] Vits,

    /// <summary>The system's espeak-ng; no files.</summary>
    [JsonStringEnumMemberName("espeak")] Espeak,

    /// <summary>ONNX Runtime; files: melspectrogram, embedding, word.</summary>
    [JsonStringEnumMemberName("openwakeword")] OpenWakeWord,
}
