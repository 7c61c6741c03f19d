using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Synthesis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>
/// From words to a tool to a sentence. A dangerous tool asks first, and is done only if the very next words are a yes. A
/// slow one is acknowledged, and its result announced when it comes.
/// </summary>
public sealed class ToolDesk(
    IEnumerable<IToolSource> sources, ToolOptions options, IAnnouncer announcer, Conversation conversation, TimeProvider clock, ILogger<ToolDesk> log) : IAsyncDisposable
{
    public const string Source = "tools";

    private readonly Dictionary<string, AIFunction> _tools = sources.SelectMany(source => source.Tools).ToDictionary(tool => tool.Name);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<Task> _late = [];
    private volatile Asked? _asked;

    /// <summary>For a model that can call functions.</summary>
    public IEnumerable<AIFunction> Tools => _tools.Values;

    /// <summary>Null when no tool is wanted. Does nothing yet.</summary>
    public DirectAnswer? For(string words, string language)
    {
        if (!options.Enabled)
            return null;
        if (_asked is { } asked && IsOpen(asked) && YesOrNo.Of(words) is bool yes)
            return Answer(DialogueAct.Confirmation, cancellationToken => yes
                ? RunAsync(asked.Intent, language, cancellationToken)
                : Task.FromResult(ToolPhrases.LeftUndone(language)), settles: true);
        DateTimeOffset now = clock.GetLocalNow();
        if (IntentPatterns.Find(words, now) is not { } intent || !_tools.TryGetValue(intent.Tool, out AIFunction? tool))
            return null;
        if (tool.GetService<ApprovalRequiredAIFunction>() is null)
            return Answer(DialogueAct.Confirmation, cancellationToken => RunAsync(intent, language, cancellationToken));
        string question = ToolPhrases.ShallI(intent.Tool, language);
        return Answer(DialogueAct.Question, _ =>
        {
            _asked = new Asked(intent, question, clock.GetTimestamp());
            return Task.FromResult(question);
        });
    }

    /// <summary>What still runs is stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task[] late;
        lock (_lock)
            late = [.. _late];
        await Task.WhenAll(late);
        _stop.Dispose();
    }

    // A yes counts for the question that was just heard, not for one before other talk.
    private bool IsOpen(Asked asked) =>
        conversation.Exchanges is [.., var last] && last.Reply == asked.Question && clock.GetElapsedTime(asked.At) <= options.ConfirmWithin;

    private DirectAnswer Answer(DialogueAct act, Func<CancellationToken, Task<string>> text, bool settles = false) => new(Source, act, cancellationToken =>
    {
        if (settles)
            _asked = null;
        return text(cancellationToken);
    });

    private async Task<string> RunAsync(Intent intent, string language, CancellationToken cancellationToken)
    {
        // Not the turn's token: who interrupts the acknowledgement still wants the result.
        Task<string> work = InvokeAsync(intent, language, _stop.Token);
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (await Task.WhenAny(work, Task.Delay(options.AcknowledgeAfter, clock, waiting.Token)) != work)
        {
            lock (_lock)
            {
                _late.RemoveAll(task => task.IsCompleted);
                _late.Add(AnnounceAsync(intent.Tool, work, language));
            }

            cancellationToken.ThrowIfCancellationRequested();
            return ToolPhrases.OneMoment(language);
        }

        await waiting.CancelAsync();
        return await work;
    }

    private async Task<string> InvokeAsync(Intent intent, string language, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(options.Timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // Off the turn's thread: a tool that computes must not hold up its own acknowledgement.
            object? result = await Task.Run(async () => await _tools[intent.Tool].InvokeAsync(ToolFunction.Arguments(intent.Arguments, language), either.Token), either.Token)
                .WaitAsync(either.Token);
            return result?.ToString() is { Length: > 0 } said ? said : ToolPhrases.Done(language);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.ToolFailed(e, intent.Tool);
            return ToolPhrases.Failed(language);
        }
    }

    private async Task AnnounceAsync(string tool, Task<string> work, string language)
    {
        try
        {
            await announcer.AnnounceAsync(await work, language, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The daemon ends; nobody is there to be told.
        }
        catch (ControlException e)
        {
            log.ResultNotAnnounced(e, tool);
        }
    }

    private sealed record Asked(Intent Intent, string Question, long At);
}
