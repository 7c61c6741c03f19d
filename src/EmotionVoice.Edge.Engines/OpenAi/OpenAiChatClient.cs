using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EmotionVoice.Edge.Core.Dialogue.Remote;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Models;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace EmotionVoice.Edge.Engines.OpenAi;

/// <summary>
/// A model on an OpenAI-compatible server: llama.cpp's, vLLM, Ollama, OpenAI and others. Asks once, follows no redirection,
/// and says what went wrong in words of its own: <see cref="ReplyServerException"/>.
/// </summary>
public sealed class OpenAiChatClient : IChatClient
{
    private readonly RemoteOptions _options;
    private readonly HttpClient _http;
    private readonly ChatClient _chat;
    private readonly OpenAIModelClient _models;

    /// <param name="options">A valid address and a model.</param>
    /// <param name="key">The server's key; null for servers that want none.</param>
    public OpenAiChatClient(RemoteOptions options, string? key)
    {
        _options = options;
        Uri endpoint = options.Endpoint ?? throw new ArgumentException("There is no address.", nameof(options));
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = options.ConnectTimeout,
            // Words go to the server that the settings name and to no other.
            AllowAutoRedirect = false,
            UseProxy = !Neighbourhood.Holds(endpoint),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        OpenAIClientOptions client = new()
        {
            Endpoint = endpoint,
            Transport = new HttpClientPipelineTransport(_http),
            // Somebody waits: whoever asks knows what to do instead.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            UserAgentApplicationId = "emotionvoice",
        };
        // Servers that want no key don't look at it, but the client wants one.
        ApiKeyCredential credential = new(key ?? "none");
        _chat = new ChatClient(options.Model, credential, client);
        _models = new OpenAIModelClient(credential, client);
    }

    /// <summary>The names of its models.</summary>
    /// <exception cref="ReplyServerException">It doesn't tell.</exception>
    public async Task<IReadOnlyList<string>> ModelsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await _models.GetModelsAsync(cancellationToken)).Value.Select(model => model.Id)];
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw ServerTrouble.Of(e, _options);
        }
    }

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using IAsyncEnumerator<StreamingChatCompletionUpdate> updates =
            _chat.CompleteChatStreamingAsync(messages.SelectMany(Sent), Sampling(options), cancellationToken).GetAsyncEnumerator(cancellationToken);
        ThoughtFilter thoughts = new();
        FunctionCallReader calls = new();
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync())
                    yield break;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                throw ServerTrouble.Of(e, _options);
            }

            StreamingChatCompletionUpdate update = updates.Current;
            string words = thoughts.Push(string.Concat(update.ContentUpdate.Select(part => part.Text)));
            foreach (StreamingChatToolCallUpdate call in update.ToolCallUpdates)
                calls.Push(call);
            List<AIContent> contents = [];
            if (update.FinishReason is not null)
            {
                words += thoughts.Flush();
                contents.AddRange(calls.Finish());
            }

            contents.Insert(0, new TextContent(words));
            yield return new ChatResponseUpdate(ChatRole.Assistant, contents) { ResponseId = update.CompletionId, ModelId = update.Model, FinishReason = Reason(update.FinishReason) };
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _http.Dispose();

    private static IEnumerable<OpenAI.Chat.ChatMessage> Sent(ChatMessage message)
    {
        if (message.Role == ChatRole.System)
            return [new SystemChatMessage(message.Text)];
        if (message.Role == ChatRole.User)
            return [new UserChatMessage(message.Text)];
        if (message.Role == ChatRole.Tool)
            return message.Contents.OfType<FunctionResultContent>().Select(result => new ToolChatMessage(result.CallId, result.Result?.ToString() ?? ""));
        AssistantChatMessage said = new(message.Text);
        foreach (FunctionCallContent call in message.Contents.OfType<FunctionCallContent>())
            said.ToolCalls.Add(ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, BinaryData.FromString(JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>()))));
        return [said];
    }

    private static ChatFinishReason? Reason(OpenAI.Chat.ChatFinishReason? reason) => reason switch
    {
        null => null,
        OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
        OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        OpenAI.Chat.ChatFinishReason.ToolCalls => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };

    private ChatCompletionOptions Sampling(ChatOptions? options)
    {
        ChatCompletionOptions sampling = new() { Temperature = options?.Temperature, TopP = options?.TopP };
        foreach (string stop in options?.StopSequences ?? [])
            sampling.StopSequences.Add(stop);
        foreach (AIFunctionDeclaration function in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
            sampling.Tools.Add(ChatTool.CreateFunctionTool(function.Name, function.Description, BinaryData.FromString(function.JsonSchema.GetRawText())));
        if (options?.MaxOutputTokens is not { } limit)
            return sampling;
        // Only OpenAI's own servers know the newer name of the limit, and they refuse the older one; of the others many ignore or refuse the newer.
        if (IsOpenAi(_options.Endpoint!))
            sampling.MaxOutputTokenCount = limit;
        else
#pragma warning disable SCME0001 // The package's own way to send a field that it has no property for; marked as preview.
            sampling.Patch.Set("$.max_tokens"u8, limit);
#pragma warning restore SCME0001
        return sampling;
    }

    private static bool IsOpenAi(Uri endpoint) => endpoint.Host is "api.openai.com" || endpoint.Host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase);
}
