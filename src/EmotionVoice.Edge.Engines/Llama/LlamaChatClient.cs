using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Pipeline;
using LLama;
using LLama.Native;
using LLama.Sampling;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>
/// A language model on this device. Replies come token by token; what was evaluated for one request is reused for the
/// next that begins alike. One request at a time, further ones wait. An assistant message at the end of a request is
/// the beginning of the reply: the model continues it, and only the continuation is returned.
/// </summary>
public sealed class LlamaChatClient : IChatClient, IWarmUp, IPromptPrefill
{
    private readonly LlamaOptions _options;
    private readonly LLamaWeights _weights;
    private readonly LLamaContext _context;
    private readonly IPromptFormat _format;
    private readonly ContextFit _fit;
    private readonly PrefixCache _cache;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ChatClientMetadata _metadata;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _closing = new();

    private LlamaChatClient(
        LlamaOptions options, LLamaWeights weights, LLamaContext context, IPromptFormat format, TimeProvider time, ILogger logger)
    {
        (_options, _weights, _context, _format, _time, _logger) = (options, weights, context, format, time, logger);
        _fit = new ContextFit(Tokenize, options.MaxEarlierTurns, options.DropTurnsTogether);
        _cache = new PrefixCache(context, options.ReuseKv);
        _metadata = new ChatClientMetadata("llama.cpp", null, Path.GetFileNameWithoutExtension(options.ModelPath));
    }

    /// <summary>Loads the model; <paramref name="progress"/> runs from 0 to 1.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no model that can be loaded.</exception>
    /// <exception cref="InvalidOperationException">The model does not suit the prompt style, or the memory does not suffice.</exception>
    public static async Task<LlamaChatClient> LoadAsync(
        LlamaOptions options,
        TimeProvider? timeProvider = null,
        ILogger<LlamaChatClient>? logger = null,
        IProgress<float>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ILogger log = logger ?? NullLogger<LlamaChatClient>.Instance;
        NativeLogRoute.Use(log);
        (LLamaWeights weights, LLamaContext context) = await LlamaLoader.LoadAsync(options, progress, cancellationToken);
        try
        {
            IPromptFormat format = await LlamaLoader.CreateFormatAsync(options, weights, cancellationToken);
            LlamaChatClient client = new(options, weights, context, format, timeProvider ?? TimeProvider.System, log);
            log.Loaded(client._metadata.DefaultModelId!, weights.ParameterCount / 1_000_000, context.ContextSize, context.GenerationThreads);
            return client;
        }
        catch
        {
            context.Dispose();
            weights.Dispose();
            throw;
        }
    }

    /// <summary>Evaluates the examples ahead, where the prompt style has any.</summary>
    public Task WarmUpAsync(CancellationToken cancellationToken) => WarmUpAsync([], cancellationToken);

    /// <summary>
    /// Evaluates ahead what every request that begins with these messages shares: the system message before the first
    /// turn; the history with the newest reply while that reply is being spoken, so that the next turn need not.
    /// </summary>
    public async Task WarmUpAsync(IEnumerable<ChatMessage> messages, CancellationToken cancellationToken = default)
    {
        long start = _time.GetTimestamp();
        using CancellationTokenSource stop = await EnterAsync(cancellationToken);
        try
        {
            // What two requests have in common that differ in the user's first word. Independent of the prompt style.
            List<ChatMessage> beginning = [.. messages];
            LLamaToken[] one = FitPrompt(Conversation.From([.. beginning, new(ChatRole.User, "a")]), OutputLimit(null));
            LLamaToken[] other = FitPrompt(Conversation.From([.. beginning, new(ChatRole.User, "가")]), OutputLimit(null));
            int common = PrefixCache.CommonLength(one, other);
            // A part of a block would be evaluated again anyway; less than one still touches the weights once.
            LLamaToken[] shared = one[..Math.Max(common - (common % _cache.BlockSize), Math.Min(common, _cache.BlockSize))];
            if (shared.Length == 0)
                return;
            await _cache.EvaluateAsync(shared, stop.Token);
            _logger.Warm(shared.Length, _time.GetElapsedTime(start).TotalMilliseconds);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ReplyRun run = new(_metadata.DefaultModelId, _time);
        Conversation conversation = Conversation.From(messages);
        using CancellationTokenSource stop = await EnterAsync(cancellationToken);
        try
        {
            int limit = OutputLimit(options);
            LLamaToken[] prompt = FitPrompt(conversation, limit);
            int reused = await _cache.EvaluateAsync(prompt, stop.Token);

            using ISamplingPipeline sampling = LlamaSampling.Create(options, _options);
            ReplyText text = new(
                new StreamingTokenDecoder(_context),
                new StopSequenceFilter([.. _format.StopSequences, .. _options.StopSequences, .. options?.StopSequences ?? []]),
                trimStart: conversation.Opener is not [.., var last] || char.IsWhiteSpace(last));

            ChatFinishReason reason = ChatFinishReason.Stop;
            while (true)
            {
                stop.Token.ThrowIfCancellationRequested();
                LLamaToken token = sampling.Sample(_context, -1);
                run.CountToken();
                if (token.IsEndOfGeneration(_context.Vocab))
                    break;
                if (text.Add(token) is { Length: > 0 } words)
                    yield return run.Update(words);
                if (text.Stopped)
                    break;
                if (run.Tokens == limit)
                {
                    reason = ChatFinishReason.Length;
                    break;
                }

                await _cache.AppendAsync(token, stop.Token);
            }

            if (text.Flush() is { Length: > 0 } rest)
                yield return run.Update(rest);
            _logger.Replied(prompt.Length, reused, run.Tokens, run.TimeToFirstToken.TotalMilliseconds);
            yield return run.Last(reason, prompt.Length, reused);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        if (serviceType == typeof(ChatClientMetadata))
            return _metadata;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Cancels the running request and waits until it has stopped. Not to be called from within its enumeration.</summary>
    public void Dispose()
    {
        if (_closing.IsCancellationRequested)
            return;
        _closing.Cancel();
        _turn.Wait();
        _context.Dispose();
        _weights.Dispose();
    }

    private LLamaToken[] FitPrompt(Conversation conversation, int outputTokens) =>
        _fit.Fit(conversation, (int)_context.ContextSize - outputTokens);

    private int OutputLimit(ChatOptions? request) =>
        Math.Clamp(request?.MaxOutputTokens ?? _options.MaxOutputTokens, 1, (int)_context.ContextSize / 2);

    private LLamaToken[] Tokenize(Conversation conversation) =>
        _context.Tokenize(_format.Write(conversation), addBos: true, special: _format.HasControlTokens);

    /// <summary>Waits for the request before; the caller releases the turn and disposes the source.</summary>
    private async Task<CancellationTokenSource> EnterAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
        CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        try
        {
            await _turn.WaitAsync(stop.Token);
            return stop;
        }
        catch
        {
            stop.Dispose();
            throw;
        }
    }
}
