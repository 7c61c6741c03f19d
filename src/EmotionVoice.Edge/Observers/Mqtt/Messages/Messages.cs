using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionVoice.Edge.Reports;

namespace EmotionVoice.Edge.Observers.Mqtt.Messages;

/// <summary><c>state</c>: what the device does and how it is set. Volume and brightness in percent.</summary>
internal sealed record StateMessage(string State, bool Muted, int Volume, int? Brightness, string? Profile);

/// <summary><c>emotion</c>: how the speaker feels.</summary>
internal sealed record EmotionMessage(
    int Turn, DateTimeOffset At, string Label, string? Second, float Confidence, float Valence, float Arousal, float Disagreement, IReadOnlyDictionary<string, float> Scores);

/// <summary><c>turn</c>: one answered turn. Words only when the owner wants them published.</summary>
internal sealed record TurnMessage(
    int Turn,
    DateTimeOffset At,
    string Language,
    float TranscriptConfidence,
    int HeardCharacters,
    int ReplyCharacters,
    string Request,
    string Emotion,
    float EmotionConfidence,
    EngineNames Engines,
    TimingsJson TimingsMs,
    string? Text,
    string? Reply);

/// <summary>Which engines worked.</summary>
internal sealed record EngineNames(string Transcription, string VoiceEmotion, string WordEmotion, string? Reply, string Voice);

/// <summary><c>event</c>: something that happened. The sequence grows by one, so that a message sent twice is known.</summary>
internal sealed record EventMessage(long Sequence, DateTimeOffset At, string Type, string? Detail);

/// <summary><c>reply/…</c>: what became of a command.</summary>
internal sealed record ReplyMessage(string Command, string? Id, bool Ok, string? Error, string? Note);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StateMessage))]
[JsonSerializable(typeof(EmotionMessage))]
[JsonSerializable(typeof(TurnMessage))]
[JsonSerializable(typeof(EventMessage))]
[JsonSerializable(typeof(ReplyMessage))]
[JsonSerializable(typeof(HealthMessage))]
internal sealed partial class MqttJson : JsonSerializerContext
{
    public static byte[] Bytes<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, typeof(T), Default);
}
