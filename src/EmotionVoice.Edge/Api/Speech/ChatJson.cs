using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>OpenAI's chat completion, as far as this device takes it; what else stands in it is ignored, as OpenAI's servers do with what they don't know.</summary>
internal sealed record ChatRequestJson(
    IReadOnlyList<ChatMessageJson?>? Messages, bool? Stream, StreamOptionsJson? StreamOptions, int? MaxTokens, int? MaxCompletionTokens, float? Temperature, float? TopP, int? N, JsonElement? Tools);

internal sealed record ChatMessageJson(string? Role, JsonElement Content);

internal sealed record StreamOptionsJson(bool? IncludeUsage);

internal sealed record ChatCompletionJson(string Id, string Object, long Created, string Model, IReadOnlyList<ChatChoiceJson> Choices, UsageJson? Usage);

internal sealed record ChatChoiceJson(int Index, ChatAnswerJson Message, string FinishReason);

internal sealed record ChatAnswerJson(string Role, string Content);

internal sealed record ChatPieceJson(
    string Id, string Object, long Created, string Model, IReadOnlyList<ChatPieceChoiceJson> Choices, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UsageJson? Usage);

internal sealed record ChatPieceChoiceJson(int Index, ChatDeltaJson Delta, string? FinishReason);

internal sealed record ChatDeltaJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Content);

internal sealed record UsageJson(long PromptTokens, long CompletionTokens, long TotalTokens)
{
    /// <summary>Null where the engine doesn't count.</summary>
    public static UsageJson? From(UsageDetails? usage) => usage is { InputTokenCount: { } input, OutputTokenCount: { } output } ? new UsageJson(input, output, input + output) : null;
}

internal sealed record StreamErrorJson(OpenAIError Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChatRequestJson))]
[JsonSerializable(typeof(ChatCompletionJson))]
[JsonSerializable(typeof(ChatPieceJson))]
[JsonSerializable(typeof(StreamErrorJson))]
internal sealed partial class ChatJson : JsonSerializerContext;
