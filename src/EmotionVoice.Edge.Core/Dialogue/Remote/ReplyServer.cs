using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Pipeline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Remote;

/// <summary>
/// A server that replies, watched: it has so long for its first word and for each next one. While it is out of use, no turn
/// waits for it; trials beside the conversation find out when it is back. Safe to call from several threads.
/// </summary>
/// <param name="chat">Asks the server; owned.</param>
/// <param name="options">Where it is, and what is borne of it.</param>
/// <param name="events">Told when it goes out of use and when it is back.</param>
/// <param name="clock">Measures its silences.</param>
/// <param name="log">Gets one line when it goes and one when it is back.</param>
public sealed class ReplyServer(IChatClient chat, RemoteOptions options, ConversationEvents events, TimeProvider clock, ILogger<ReplyServer> log) : IDisposable
{
    /// <summary>A server may have to load its model first.</summary>
    private static readonly TimeSpan s_trialLimit = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly ServerTrust _trust = new(options.RetryAfter, options.RetryAtMost);
    private readonly CancellationTokenSource _closing = new();
    private readonly long _start = clock.GetTimestamp();
    private bool _tried;

    /// <summary>The model and where it is, for people.</summary>
    public string Name { get; } = $"{options.Model} at {options.Server}";

    /// <summary>Completes when no trial is going on. Doesn't throw.</summary>
    public Task Trial { get; private set; } = Task.CompletedTask;

    /// <summary>Whether a turn may ask it. Where not, and a trial is due, it begins.</summary>
    public bool IsWorthAsking()
    {
        lock (_lock)
        {
            if (_trust.IsTrialDue(clock.GetElapsedTime(_start)))
                BeginTrial();
            return _trust.IsTrusted;
        }
    }

    /// <summary>The first time: a trial, in which the server loads its model and the connection is made.</summary>
    public void WarmUp()
    {
        lock (_lock)
        {
            if (!_tried)
                BeginTrial();
        }
    }

    /// <summary>
    /// Streams a reply. It is whole when a finish reason came, with words or calls of functions; else the server failed on the
    /// way, which is never thrown.
    /// </summary>
    public async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? sampling, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(options.FirstWord, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await using IAsyncEnumerator<ChatResponseUpdate> updates = StreamAsync(messages, sampling, either.Token).GetAsyncEnumerator(CancellationToken.None);
        bool spoke = false;
        bool finished = false;
        string? trouble = null;
        try
        {
            while (true)
            {
                (ChatResponseUpdate? update, trouble) = await NextAsync(updates, spoke, patience.Token, cancellationToken);
                if (update is null)
                    break;
                finished |= update.FinishReason is not null;
                if (string.IsNullOrWhiteSpace(update.Text) && !update.Contents.OfType<FunctionCallContent>().Any())
                {
                    // Nothing of a reply: what it has left of its time goes on.
                    yield return update;
                    continue;
                }

                spoke = true;
                patience.CancelAfter(Timeout.InfiniteTimeSpan); // whoever speaks the words may take time
                yield return update;
                patience.CancelAfter(options.BetweenWords);
            }

            trouble ??= !finished ? "its reply broke off" : !spoke ? "its reply was empty" : null;
        }
        finally
        {
            // Without trouble the listener had enough, or was interrupted.
            if (spoke && (finished || trouble is null))
                Replied();
            else if (trouble is not null)
                Failed(trouble);
        }
    }

    /// <summary>Ends a trial that is going on.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closing.IsCancellationRequested)
                return;
            _closing.Cancel();
        }

        chat.Dispose();
    }

    // Whatever the client throws comes while the next piece is waited for.
    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? sampling, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync(messages, sampling, cancellationToken))
            yield return update;
    }

    private async Task<(ChatResponseUpdate? Update, string? Trouble)> NextAsync(
        IAsyncEnumerator<ChatResponseUpdate> updates, bool spoke, CancellationToken patience, CancellationToken caller)
    {
        try
        {
            return await updates.MoveNextAsync() ? (updates.Current, null) : (null, null);
        }
        catch (Exception e) when (!caller.IsCancellationRequested)
        {
            return (null, !patience.IsCancellationRequested ? Words(e)
                : spoke ? $"it fell silent for {options.BetweenWords.TotalSeconds:0.#} s in the middle of its reply"
                : $"its first word didn't come within {options.FirstWord.TotalSeconds:0.#} s");
        }
    }

    // Other exceptions may quote the server, and a server what people said.
    private static string Words(Exception e) => e is ReplyServerException ? e.Message : $"its reply can't be read ({e.GetType().Name})";

    // Under the lock.
    private void BeginTrial()
    {
        if (_closing.IsCancellationRequested || !Trial.IsCompleted)
            return;
        _tried = true;
        Trial = Task.Run(TryAsync);
    }

    private async Task TryAsync()
    {
        try
        {
            TimeSpan first = await FirstWordAsync();
            // The first one may have loaded the model.
            if (first > options.FirstWord)
                first = await FirstWordAsync();
            if (first > options.FirstWord)
                throw new ReplyServerException(FormattableString.Invariant($"its first word came after {first.TotalSeconds:0.0} s"));
            lock (_lock)
                _trust.TrialPassed();
            log.TrialPassed(options.Server, first.TotalMilliseconds);
        }
        catch (Exception e)
        {
            if (!_closing.IsCancellationRequested)
                Failed(e is OperationCanceledException ? $"it gave no reply within {s_trialLimit.TotalSeconds:0} s" : Words(e));
        }
    }

    private async Task<TimeSpan> FirstWordAsync()
    {
        using CancellationTokenSource limit = new(s_trialLimit, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _closing.Token);
        long start = clock.GetTimestamp();
        await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Hello.")], new ChatOptions { MaxOutputTokens = 16 }, either.Token))
        {
            if (!string.IsNullOrWhiteSpace(update.Text))
                return clock.GetElapsedTime(start);
        }

        throw new ReplyServerException("its reply was empty");
    }

    private void Failed(string trouble)
    {
        bool news;
        lock (_lock)
            news = _trust.Failed(clock.GetElapsedTime(_start));
        if (!news)
        {
            log.ServerStillLost(options.Server, trouble);
            return;
        }

        log.ServerLost(options.Server, trouble);
        events.Publish(new ReplyServerLost(options.Server, trouble));
    }

    private void Replied()
    {
        lock (_lock)
        {
            if (!_trust.Replied())
                return;
        }

        log.ServerBack(options.Server);
        events.Publish(new ReplyServerReady(options.Server));
    }
}
