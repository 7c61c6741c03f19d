using EmotionVoice.Edge.Core.Dialogue.Rules;
using EmotionVoice.Edge.Core.Synthesis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>
/// From words to a tool to a sentence. A dangerous tool asks first, and is done only if the very next words are a yes. A
/// slow one is acknowledged, and its result announced when it comes.
/// </summary>
public sealed class ToolDesk(
    IEnumerable<IToolSource> sources, ToolOptions options, IAnnouncer announcer, Conversation conversation, TimeProvider clock, ILogger<ToolDesk> log,
    IEnumerable<IToolServer>? servers = null) : IAsyncDisposable
{
    public const string Source = "tools";

    private readonly Dictionary<string, AIFunction> _own = sources.SelectMany(source => source.Tools).ToDictionary(tool => tool.Name);
    private readonly IToolServer[] _servers = options.Enabled ? [.. servers ?? []] : [];
    private readonly (IToolServer Server, ToolPhraseOptions Call, ToolPhrase Phrase)[] _phrases =
    [
        .. from server in servers ?? []
           from call in options.Servers.GetValueOrDefault(server.Name)?.Phrases ?? []
           from say in call.Say
           select (server, call, new ToolPhrase(say)),
    ];

    private readonly ToolWork _work = new(options, announcer, conversation, clock, log);

    /// <summary>For a model that can call functions; those of servers that run.</summary>
    public IReadOnlyList<AIFunction> Tools => options.Enabled ? [.. _own.Values, .. _servers.SelectMany(server => server.Tools)] : [];

    /// <summary>Starts the servers, without waiting for them: a model is told of their tools once they run.</summary>
    public void Start()
    {
        foreach (IToolServer server in _servers)
            _ = StartAsync(server);

        async Task StartAsync(IToolServer server)
        {
            try
            {
                await server.StartAsync(_work.Stopping);
            }
            catch (Exception e) when (e is ToolServerException || _work.Stopping.IsCancellationRequested)
            {
                // It has been logged, or the daemon ends.
            }
        }
    }

    /// <summary>Null when no tool is wanted. Does nothing yet.</summary>
    public DirectAnswer? For(string words, string language)
    {
        if (!options.Enabled)
            return null;
        if (_work.Open is { } open && YesOrNo.Of(words) is bool yes)
            return Answer(DialogueAct.Confirmation, async cancellationToken =>
            {
                _work.Settle();
                return yes ? await RunAsync(open, language, isConfirmed: true, cancellationToken) : ToolPhrases.LeftUndone(language);
            });
        if (IntentPatterns.Find(words, clock.GetLocalNow()) is { } intent && _own.TryGetValue(intent.Tool, out AIFunction? tool))
            return Answer(tool.NeedsYes() ? DialogueAct.Question : DialogueAct.Confirmation, cancellationToken => RunAsync(ToolCall.Of(tool, intent.Arguments), language, isConfirmed: false, cancellationToken));
        return Wanted(words) is { } wanted
            ? Answer(DialogueAct.Confirmation, cancellationToken => RunAsync(wanted, language, isConfirmed: false, cancellationToken))
            : null;
    }

    /// <summary>
    /// What a model answers that can call functions. They run when the turn is decided, not before; a dangerous one asks,
    /// a slow one is acknowledged, as if a phrase had called it.
    /// </summary>
    /// <param name="chat">The model.</param>
    /// <param name="messages">The prompt.</param>
    /// <param name="sampling">How it writes.</param>
    /// <param name="language">ISO 639-1 code of the answer.</param>
    /// <param name="decided">Completes when the answer is wanted.</param>
    /// <param name="cancellationToken">Stops the answer; tools that have begun go on.</param>
    public IAsyncEnumerable<ChatResponseUpdate> AnswerAsync(
        IChatClient chat, IReadOnlyList<ChatMessage> messages, ChatOptions sampling, string language, Task decided, CancellationToken cancellationToken) =>
        new FunctionCalls(chat, Tools, _work, log).AnswerAsync(messages, sampling, language, decided, cancellationToken);

    /// <summary>What still runs is stopped.</summary>
    public ValueTask DisposeAsync() => _work.DisposeAsync();

    private static DirectAnswer Answer(DialogueAct act, Func<CancellationToken, Task<string>> text) => new(Source, act, text);

    private ToolCall? Wanted(string words)
    {
        SpokenWords spoken = SpokenWords.Of(words);
        foreach ((IToolServer server, ToolPhraseOptions call, ToolPhrase phrase) in _phrases)
            if (phrase.Match(spoken) is { } taken)
            {
                Dictionary<string, object?> arguments = call.With.ToDictionary(fixedOne => fixedOne.Key, fixedOne => (object?)fixedOne.Value);
                foreach ((string name, string value) in taken)
                    arguments[name] = value;
                return new ToolCall($"{server.Name}_{call.Tool}", arguments, cancellationToken => server.FindAsync(call.Tool, cancellationToken));
            }

        return null;
    }

    private async Task<string> RunAsync(ToolCall call, string language, bool isConfirmed, CancellationToken cancellationToken)
    {
        Task<ToolOutcome> work = _work.DoAsync(call, language, isConfirmed);
        if (!await _work.IsInTimeAsync(work, cancellationToken))
        {
            _work.AnnounceLater(call.Tool, work, language);
            cancellationToken.ThrowIfCancellationRequested();
            return ToolPhrases.OneMoment(language);
        }

        ToolOutcome outcome = await work;
        if (outcome.Unconfirmed is not null)
            _work.Ask(outcome);
        return _work.Spoken(outcome.Text);
    }
}
