using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Dialogue.Remote;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Models;
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
    private readonly IChatClient _chat;
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
        _chat = new ChatClient(options.Model, credential, client).AsIChatClient();
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
        await using IAsyncEnumerator<ChatResponseUpdate> updates = _chat.GetStreamingResponseAsync(messages, Sampling(options), cancellationToken).GetAsyncEnumerator(cancellationToken);
        ThoughtFilter thoughts = new();
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

            ChatResponseUpdate update = updates.Current;
            string words = thoughts.Push(update.Text) + (update.FinishReason is null ? "" : thoughts.Flush());
            if (words != update.Text)
                update.Contents = [.. update.Contents.Where(content => content is not TextContent), .. words.Length > 0 ? [new TextContent(words)] : Array.Empty<AIContent>()];
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => _chat.GetService(serviceType, serviceKey);

    public void Dispose()
    {
        _chat.Dispose();
        _http.Dispose();
    }

    // Only OpenAI's own servers know the newer name of the limit, and they refuse the older one; the others ignore or refuse the newer.
    private ChatOptions? Sampling(ChatOptions? options)
    {
        if (options?.MaxOutputTokens is not { } limit || IsOpenAi(_options.Endpoint!))
            return options;
        ChatOptions own = options.Clone();
        own.MaxOutputTokens = null;
        own.RawRepresentationFactory = _ =>
        {
            ChatCompletionOptions request = new();
#pragma warning disable SCME0001 // The patch is the client's own way to send a field that it has no property for.
            request.Patch.Set("$.max_tokens"u8, limit);
#pragma warning restore SCME0001
            return request;
        };
        return own;
    }

    private static bool IsOpenAi(Uri endpoint) => endpoint.Host is "api.openai.com" || endpoint.Host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase);
}
