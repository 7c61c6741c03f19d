using System.Threading.Channels;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.VoiceActivity;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>Takes utterances from the listening loop and answers one at a time.</summary>
public sealed class TurnLoop(TurnRunner runner, SpeechFeed speaker, ConversationEvents events, TimeProvider clock, ILogger<TurnLoop> log)
{
    private const int Waiting = 2;

    // The listening loop writes, the turn loop reads. A full queue drops the newest: the speaker repeats what got no answer.
    private readonly Channel<(Utterance Utterance, TurnDraft? Draft, TaskCompletionSource Answered)> _queue =
        Channel.CreateBounded<(Utterance, TurnDraft?, TaskCompletionSource)>(new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });

    // The draft belongs to the listening loop until it goes into the queue.
    private TurnDraft? _draft;
    private Task _discarding = Task.CompletedTask;
    private CancellationToken _stopping;
    private long _discardedTicks;
    private int _discarded;
    private long _dropped;
    private int _unanswered;
    private int _answers;

    /// <summary>Utterances that got no answer because too many were waiting.</summary>
    public long DroppedUtterances => Interlocked.Read(ref _dropped);

    /// <summary>Answers that were begun in vain.</summary>
    public int DiscardedDrafts => Volatile.Read(ref _discarded);

    /// <summary>Time for which engines worked on them.</summary>
    public TimeSpan DiscardedWork => TimeSpan.FromTicks(Interlocked.Read(ref _discardedTicks));

    /// <summary>What is going on. Any thread.</summary>
    public TurnActivity Activity => new(Volatile.Read(ref _unanswered) > 0, speaker.IsAudible, Volatile.Read(ref _answers));

    /// <summary>Begins an answer to what was said so far, unless another turn is going on. Used only by the listening loop, as are all that follow but <see cref="RunAsync"/>.</summary>
    public void Prepare(Utterance soFar)
    {
        // Engines that still stop would make it wait, and the next short silence comes.
        if (Volatile.Read(ref _unanswered) > 0 || !_discarding.IsCompleted)
            return;
        Discard();
        events.Publish(new DraftBegun(AudioFormat.Duration(soFar.SpeechEnd)));
        _draft = runner.Draft(soFar, _stopping);
    }

    /// <summary>The answer that was begun is not wanted: all work on it stops at once.</summary>
    public void Discard()
    {
        if (_draft is not { } draft)
            return;
        _draft = null;
        _discarding = Task.WhenAll(_discarding, DiscardAsync(draft));
    }

    /// <summary>Hands an utterance over without waiting for its answer.</summary>
    public void Offer(Utterance utterance)
    {
        TurnDraft? draft = TakeDraft(utterance);
        Interlocked.Increment(ref _unanswered);
        if (_queue.Writer.TryWrite((utterance, draft, new TaskCompletionSource())))
            return;
        if (draft is not null)
            _discarding = Task.WhenAll(_discarding, DiscardAsync(draft));
        Interlocked.Decrement(ref _unanswered);
        Interlocked.Increment(ref _dropped);
        log.UtteranceDropped(Waiting);
    }

    /// <summary>Hands an utterance over and waits until it has been answered.</summary>
    public async Task AnswerAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Increment(ref _unanswered);
        await _queue.Writer.WriteAsync((utterance, TakeDraft(utterance), answered), cancellationToken);
        await answered.Task.WaitAsync(cancellationToken);
    }

    /// <summary>No more utterances come; <see cref="RunAsync"/> ends after the last answer.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _stopping = cancellationToken;
        await foreach ((Utterance utterance, TurnDraft? draft, TaskCompletionSource answered) in _queue.Reader.ReadAllAsync(cancellationToken))
        {
            TurnReport? report = await runner.RunAsync(utterance, cancellationToken, draft);
            // A failed turn has no report and was answered with an apology. Counted before the loop counts as idle.
            if (report is null or { Reply: not null })
                Interlocked.Increment(ref _answers);
            Interlocked.Decrement(ref _unanswered);
            answered.TrySetResult();
        }
    }

    private TurnDraft? TakeDraft(Utterance utterance)
    {
        if (_draft is not { } draft || !draft.Fits(utterance))
        {
            Discard();
            return null;
        }

        _draft = null;
        return draft;
    }

    private async Task DiscardAsync(TurnDraft draft)
    {
        // Canceling runs callbacks of engines: never in the listening loop.
        await Task.Run(async () => await draft.DisposeAsync());
        Interlocked.Increment(ref _discarded);
        Interlocked.Add(ref _discardedTicks, clock.GetElapsedTime(draft.BegunAt).Ticks);
        if (draft.Failure is { } failure)
            log.DraftFailed(failure);
        events.Publish(new DraftDiscarded(clock.GetElapsedTime(draft.BegunAt), draft.Heard.IsCompletedSuccessfully, DiscardedWork));
    }
}
