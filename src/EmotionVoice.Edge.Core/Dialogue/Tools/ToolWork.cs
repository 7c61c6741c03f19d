using EmotionVoice.Edge.Core.Control;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>Tools at work, what of them comes late, and the question that waits for a yes.</summary>
internal sealed class ToolWork(ToolOptions options, IAnnouncer announcer, Conversation conversation, TimeProvider clock, ILogger log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<(string Tool, Task Announced)> _late = [];
    private volatile Asked? _asked;

    /// <summary>Fires when the daemon ends.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>What a yes would do. It counts for the question that was just heard, not for one before other talk.</summary>
    public ToolCall? Open => _asked is { } asked && clock.GetElapsedTime(asked.At) <= options.ConfirmWithin
        && (asked.Follows == conversation.Changes || (conversation.Exchanges is [.., var last] && last.Reply.EndsWith(asked.Question, StringComparison.Ordinal)))
        ? asked.Call
        : null;

    /// <summary>A question is put in a turn.</summary>
    public void Ask(ToolOutcome question) => _asked = new Asked(question.Unconfirmed!, question.Text, clock.GetTimestamp(), Follows: null);

    /// <summary>The question is answered.</summary>
    public void Settle() => _asked = null;

    /// <summary>Does it, or asks whether it should. Not stopped with the turn: who interrupts an acknowledgement still wants the result.</summary>
    public async Task<ToolOutcome> DoAsync(ToolCall call, string language, bool isConfirmed)
    {
        using CancellationTokenSource limit = new(options.Timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, limit.Token);
        try
        {
            // Off the turn's thread: a tool that computes must not hold up its own acknowledgement.
            return await Task.Run(() => InvokeAsync(call, language, isConfirmed, either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (ToolServerException e)
        {
            log.ToolNotThere(call.Tool, e.Message);
            return new ToolOutcome(ToolPhrases.NotThere(language));
        }
        catch (ToolRefusedException e)
        {
            log.ToolRefused(call.Tool);
            return new ToolOutcome(ToolPhrases.Failed(language)) { ForModel = e.Message };
        }
        catch (Exception e) when (!_stop.IsCancellationRequested)
        {
            log.ToolFailed(e, call.Tool);
            return new ToolOutcome(ToolPhrases.Failed(language));
        }
    }

    /// <summary>False when it takes so long that it has to be acknowledged, or when nobody waits any more.</summary>
    public async Task<bool> IsInTimeAsync(Task work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bool inTime = await Task.WhenAny(work, Task.Delay(options.AcknowledgeAfter, clock, waiting.Token)) == work;
        await waiting.CancelAsync();
        return inTime;
    }

    /// <summary>What comes of the work is said when it comes, between two turns.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="work">What comes of it.</param>
    /// <param name="language">ISO 639-1.</param>
    public void AnnounceLater(string tool, Task<ToolOutcome> work, string language)
    {
        // The turn that acknowledges it is remembered too.
        int acknowledged = conversation.Changes + 1;
        lock (_lock)
        {
            _late.RemoveAll(late => late.Announced.IsCompleted);
            _late.Add((tool, AnnounceAsync(tool, work, language, acknowledged)));
        }
    }

    /// <summary>At most so much of a text as is read out: whole sentences where there are any.</summary>
    public string Spoken(string text)
    {
        if (text.Length <= options.MaxSpoken)
            return text;
        int end = text.AsSpan(0, options.MaxSpoken).LastIndexOfAny(".!?。\n");
        if (end < 0)
            end = text.AsSpan(0, options.MaxSpoken).LastIndexOf(' ') is > 0 and var space ? space - 1 : options.MaxSpoken - 1;
        return text[..(end + 1)].TrimEnd();
    }

    /// <summary>What still runs is stopped, and named: nobody hears of it any more.</summary>
    public async ValueTask DisposeAsync()
    {
        (string Tool, Task Announced)[] late;
        lock (_lock)
            late = [.. _late.Where(late => !late.Announced.IsCompleted)];
        await _stop.CancelAsync();
        foreach ((string tool, Task announced) in late)
        {
            log.ResultLost(tool);
            await announced;
        }

        _stop.Dispose();
    }

    private static async Task<ToolOutcome> InvokeAsync(ToolCall call, string language, bool isConfirmed, CancellationToken cancellationToken)
    {
        AIFunction tool = await call.FindAsync(cancellationToken);
        if (!isConfirmed && tool.NeedsYes())
            return new ToolOutcome(ToolPhrases.ShallI(tool.Name, ToolFunction.Describe(tool, call.Arguments), language)) { Unconfirmed = call };
        object? result = await tool.InvokeAsync(ToolFunction.Arguments(ToolArguments.Fit(tool.JsonSchema, call.Arguments), language), cancellationToken);
        return new ToolOutcome(result?.ToString() is { Length: > 0 } said ? said : ToolPhrases.Done(language));
    }

    private async Task AnnounceAsync(string tool, Task<ToolOutcome> work, string language, int acknowledged)
    {
        try
        {
            ToolOutcome outcome = await work;
            string text = Spoken(outcome.Text);
            await announcer.AnnounceAsync(conversation.Changes > acknowledged ? ToolPhrases.ByTheWay(text, language) : text, language, _stop.Token);
            if (outcome.Unconfirmed is { } call)
                _asked = new Asked(call, outcome.Text, clock.GetTimestamp(), conversation.Changes);
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

    // Follows: the state of the conversation after which it was announced; null for a question put in a turn.
    private sealed record Asked(ToolCall Call, string Question, long At, int? Follows);
}
