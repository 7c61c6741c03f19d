using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Api.Sockets;

/// <summary>Something went wrong that doesn't end the connection.</summary>
/// <param name="Code">For programs: one of <see cref="SocketErrors"/>.</param>
/// <param name="Message">For people: what happened and what to do.</param>
internal sealed record SocketErrorJson(string Code, string Message)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "error";
}

/// <summary>The codes of errors on sockets.</summary>
internal static class SocketErrors
{
    public const string BadMessage = "BAD_MESSAGE";
    public const string BadAudio = "BAD_AUDIO";
    public const string TooLarge = "TOO_LARGE";
    public const string TooLong = "TOO_LONG";
    public const string TooFast = "TOO_FAST";
    public const string Busy = "BUSY";
    public const string Idle = "IDLE";
    public const string Timeout = "TIMEOUT";
    public const string TurnFailed = "TURN_FAILED";
    public const string InferenceTimeout = "INFERENCE_TIMEOUT";
    public const string InferenceFailed = "INFERENCE_FAILED";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SocketErrorJson))]
internal sealed partial class SocketJson : JsonSerializerContext;
