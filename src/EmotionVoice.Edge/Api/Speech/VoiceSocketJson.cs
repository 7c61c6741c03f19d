using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>What a client of <c>/ws/voice</c> sends.</summary>
internal sealed record VoiceMessageJson(string? Type, string? Data);

/// <param name="Speech">True: speech began; false: it stopped.</param>
/// <param name="At">When, in seconds of sound since the turn's first.</param>
internal sealed record VadResultJson(bool Speech, double At)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "vad_result";
}

/// <param name="Transcript">What was heard; empty when nothing was understood.</param>
/// <param name="Emotion">The feeling in voice and words.</param>
/// <param name="Text">What is answered; a request to say it again when nothing was understood.</param>
/// <param name="Audio">The answer's sound: a WAV file.</param>
internal sealed record VoiceResponseJson(
    string Conversation, bool Understood, string Transcript, string Language, string Emotion, float EmotionConfidence, string Request, string Text, string AudioFormat, int SampleRate, byte[] Audio)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "response";

    public static VoiceResponseJson From(string conversation, GuestAnswered answered)
    {
        VoiceChatJson chat = VoiceChatJson.From(conversation, answered);
        return new VoiceResponseJson(
            conversation, chat.Understood, chat.Transcript, chat.Language, chat.Emotion, chat.EmotionConfidence, chat.Request, answered.Spoken, "wav", answered.SampleRateHz, answered.Wav());
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VoiceMessageJson))]
[JsonSerializable(typeof(VadResultJson))]
[JsonSerializable(typeof(VoiceResponseJson))]
internal sealed partial class VoiceSocketJson : JsonSerializerContext;
