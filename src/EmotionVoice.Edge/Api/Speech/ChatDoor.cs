using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionVoice.Edge.Api.Audit;
using EmotionVoice.Edge.Api.Security;
using EmotionVoice.Edge.Api.Work;
using EmotionVoice.Edge.Commands;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Transcription;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.AI;
using TranscriptionOptions = EmotionVoice.Edge.Core.Transcription.TranscriptionOptions;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>
/// <c>POST /v1/chat/completions</c>: the device's reply model as OpenAI's clients know one, whole or streamed. Without a
/// system message of its own a request gets the device's persona; what users say gets the feeling of its words, for
/// which the model was made.
/// </summary>
internal sealed class ChatDoor(
    EngineQueue queue, ReplyModels models, DialogueOptions dialogue, TranscriptionOptions transcription, IWordEmotionRecognizer words, EmotionFusion fusion, TimeProvider clock, AuditTrail audit) : IDoor
{
    private const int MostMessages = 200;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/chat/completions", (Delegate)CompleteAsync)
        .RequireAuthorization(ScopeNames.Talk).WithTags("Chat").WithSummary("The reply model; with stream: true as server-sent events.")
        .Accepts<ChatRequestJson>("application/json").Produces<ChatCompletionJson>(200, "application/json", "text/event-stream").ProducesProblem(400).ProducesProblem(503);

    private async Task CompleteAsync(HttpContext context)
    {
        ChatRequestJson wanted = await Uploads.JsonAsync(context, ChatJson.Default.ChatRequestJson);
        List<ChatMessage> messages = Messages(wanted);
        string last = messages.FindLast(message => message.Role == ChatRole.User)?.Text ?? throw Bad("messages needs one of the role user.");
        ReplyModel model = models.For(TextLanguage.Of(last, transcription.Expected));
        PromptComposer prompt = new(dialogue, model.Style);
        ChatOptions sampling = Sampling(wanted, prompt);
        List<ChatMessage> composed = Compose(messages, prompt);
        await audit.UsedAsync(context, "talks");
        using EngineQueue.Slot slot = await queue.EnterAsync(Caller.Of(context).Id, context.RequestAborted);
        Completion completion = new($"chatcmpl-{Guid.NewGuid():N}", clock.GetUtcNow().ToUnixTimeSeconds(), model.Name);
        if (wanted.Stream == true)
            await StreamAsync(context, slot, model.Chat, composed, sampling, completion, wanted.StreamOptions?.IncludeUsage == true);
        else
            await WholeAsync(context, slot, model.Chat, composed, sampling, completion);
    }

    private static async Task WholeAsync(HttpContext context, EngineQueue.Slot slot, IChatClient chat, List<ChatMessage> messages, ChatOptions sampling, Completion completion)
    {
        ChatResponse answer = await slot.RunAsync(token => chat.GetResponseAsync(messages, sampling, token), context.RequestAborted);
        context.Response.ContentType = "application/json";
        ChatCompletionJson json = completion.Whole(answer.Text, Reason(answer.FinishReason), UsageJson.From(answer.Usage));
        await JsonSerializer.SerializeAsync(context.Response.Body, json, ChatJson.Default.ChatCompletionJson, context.RequestAborted);
    }

    private static async Task StreamAsync(
        HttpContext context, EngineQueue.Slot slot, IChatClient chat, List<ChatMessage> messages, ChatOptions sampling, Completion completion, bool withUsage)
    {
        bool begun = false;
        try
        {
            await slot.RunAsync(
                async token =>
                {
                    ChatFinishReason? reason = null;
                    UsageDetails? usage = null;
                    await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync(messages, sampling, token))
                    {
                        reason = update.FinishReason ?? reason;
                        usage = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details ?? usage;
                        if (update.Text.Length == 0)
                            continue;
                        if (!begun)
                            await SendAsync(context, completion.Piece("", "assistant", null));
                        begun = true;
                        await SendAsync(context, completion.Piece(update.Text, null, null));
                    }

                    await SendAsync(context, completion.Piece(null, null, Reason(reason)));
                    if (withUsage)
                        await SendAsync(context, completion.Usage(UsageJson.From(usage)));
                    return true;
                },
                context.RequestAborted, () => !begun);
            await context.Response.WriteAsync("data: [DONE]\n\n", context.RequestAborted);
        }
        catch (ProblemException e) when (begun)
        {
            // The status was sent long ago: told in the stream, as OpenAI does.
            await context.Response.WriteAsync($"data: {JsonSerializer.Serialize(new StreamErrorJson(e.Problem.Error), ChatJson.Default.StreamErrorJson)}\n\n", context.RequestAborted);
        }
    }

    private static async Task SendAsync(HttpContext context, ChatPieceJson piece)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"data: {JsonSerializer.Serialize(piece, ChatJson.Default.ChatPieceJson)}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static List<ChatMessage> Messages(ChatRequestJson wanted)
    {
        if (wanted.Messages is not { Count: > 0 and <= MostMessages })
            throw Bad($"messages has from 1 to {MostMessages} messages.");
        if (wanted.Tools is { ValueKind: JsonValueKind.Array } tools && tools.GetArrayLength() > 0)
            throw new ProblemException(StatusCodes.Status400BadRequest, "unsupported_parameter", "The reply model of this device calls no tools: leave tools out.");
        if (wanted.N is not (null or 1))
            throw new ProblemException(StatusCodes.Status400BadRequest, "unsupported_parameter", "n is 1 here.");
        return [.. wanted.Messages.Select(message => new ChatMessage(Role(message?.Role), Text(message!.Content)))];
    }

    private static ChatRole Role(string? role) => role switch
    {
        "system" or "developer" => ChatRole.System,
        "user" => ChatRole.User,
        "assistant" => ChatRole.Assistant,
        _ => throw Bad("The role of a message is system, developer, user or assistant."),
    };

    // A text, or parts of which each is one.
    private static string Text(JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String)
            return Words(content);
        if (content.ValueKind != JsonValueKind.Array)
            throw Bad("The content of a message is a text, or an array of parts.");
        StringBuilder text = new();
        foreach (JsonElement part in content.EnumerateArray())
        {
            if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty("text", out JsonElement words) || words.ValueKind != JsonValueKind.String)
                throw new ProblemException(StatusCodes.Status400BadRequest, "unsupported_content", "Parts of a message are texts here; pictures and sound are not understood.");
            text.Append(Words(words));
        }

        return text.ToString();
    }

    private static string Words(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Bad("The text of a message is not UTF-8.");
        }
    }

    private static ChatOptions Sampling(ChatRequestJson wanted, PromptComposer prompt)
    {
        ChatOptions sampling = prompt.Sampling();
        int most = sampling.MaxOutputTokens ?? int.MaxValue;
        if ((wanted.MaxCompletionTokens ?? wanted.MaxTokens) is { } tokens)
            sampling.MaxOutputTokens = tokens >= 1 ? Math.Min(tokens, most) : throw Bad("max_tokens is at least 1.");
        if (wanted.Temperature is { } temperature)
            sampling.Temperature = temperature is >= 0 and <= 2 ? temperature : throw Bad("temperature is from 0 to 2.");
        if (wanted.TopP is { } topP)
            sampling.TopP = topP is > 0 and <= 1 ? topP : throw Bad("top_p is from 0 to 1.");
        return sampling;
    }

    private List<ChatMessage> Compose(List<ChatMessage> messages, PromptComposer prompt)
    {
        List<ChatMessage> composed = messages.Exists(message => message.Role == ChatRole.System) ? [] : [.. prompt.System()];
        composed.AddRange(messages.Select(message => message.Role == ChatRole.User ? new ChatMessage(ChatRole.User, prompt.Tagged(message.Text, Feeling(message.Text))) : message));
        return composed;
    }

    private EmotionLabel Feeling(string text)
    {
        WordEvidence evidence = WordEvidence.From(words, new Transcript(text, TextLanguage.Of(text, transcription.Expected), 1, 0));
        return evidence.Scores.IsNone ? EmotionLabel.Neutral : fusion.Fuse(null, evidence).Label;
    }

    private static string Reason(ChatFinishReason? reason) => reason == ChatFinishReason.Length ? "length" : "stop";

    private static ProblemException Bad(string detail) => new(StatusCodes.Status400BadRequest, "bad_request", detail);

    private sealed record Completion(string Id, long Created, string Model)
    {
        public ChatCompletionJson Whole(string text, string reason, UsageJson? usage) =>
            new(Id, "chat.completion", Created, Model, [new ChatChoiceJson(0, new ChatAnswerJson("assistant", text), reason)], usage);

        public ChatPieceJson Piece(string? text, string? role, string? reason) => new(Id, "chat.completion.chunk", Created, Model, [new ChatPieceChoiceJson(0, new ChatDeltaJson(role, text), reason)], null);

        public ChatPieceJson Usage(UsageJson? usage) => new(Id, "chat.completion.chunk", Created, Model, [], usage);
    }
}
