using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Models;

/// <summary>What a model does in a turn.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelRole>))]
internal enum ModelRole
{
    [JsonStringEnumMemberName("transcription")] Transcription,
    [JsonStringEnumMemberName("vad")] Vad,
    [JsonStringEnumMemberName("voice-emotion")] VoiceEmotion,
    [JsonStringEnumMemberName("word-emotion")] WordEmotion,
    [JsonStringEnumMemberName("reply")] Reply,
    [JsonStringEnumMemberName("voice")] Voice,
    [JsonStringEnumMemberName("wake")] Wake,
}

internal static class ModelRoleNames
{
    /// <summary>The role as the catalogue writes it.</summary>
    public static string ToCatalogueName(this ModelRole role) => role switch
    {
        ModelRole.Transcription => "transcription",
        ModelRole.Vad => "vad",
        ModelRole.VoiceEmotion => "voice-emotion",
        ModelRole.WordEmotion => "word-emotion",
        ModelRole.Reply => "reply",
        ModelRole.Voice => "voice",
        ModelRole.Wake => "wake",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>The key below <c>Models</c> in the settings; also the property of <see cref="ModelsOptions"/>.</summary>
    public static string ToSettingsKey(this ModelRole role) => role.ToString();
}
