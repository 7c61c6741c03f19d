using System.Threading.Channels;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.VoiceActivity;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>Takes utterances from the listening loop and answers one at a time.</summary>
public sealed class TurnLoop(TurnRunner runner, SpeechFeed speaker, ILogger<TurnLoop> log)
{
    private const int Waiting = 2;

    // The listening loop writes, the turn loop reads. A full queue drops the newest: the speaker repeats what got no answer.
    private readonly Channel<(Utterance Utterance, TaskCompletionSource Answered)> _queue =
        Channel.CreateBounded<(Utterance, TaskCompletionSource)>(new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });

    private long _dropped;
    private int _unanswered;
    private int _answers;

    /// <summary>Utterances that got no answer because too many were waiting.</summary>
    public long DroppedUtterances => Interlocked.Read(ref _dropped);

    /// <summary>What is going on. Any thread.</summary>
    public TurnActivity Activity => new(Volatile.Read(ref _unanswered) > 0, speaker.IsAudible, Volatile.Read(ref _answers));

    /// <summary>Hands an utterance over without waiting for its answer.</summary>
    public void Offer(Utterance utterance)
    {
        Interlocked.Increment(ref _unanswered);
        if (_queue.Writer.TryWrite((utterance, new TaskCompletionSource())))
            return;
        Interlocked.Decrement(ref _unanswered);
        Interlocked.Increment(ref _dropped);
        log.UtteranceDropped(Waiting);
    }

    /// <summary>Hands an utterance over and waits until it has been answered.</summary>
    public async Task AnswerAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Increment(ref _unanswered);
        await _queue.Writer.WriteAsync((utterance, answered), cancellationToken);
        await answered.Task.WaitAsync(cancellationToken);
    }

    /// <summary>No more utterances come; <see cref="RunAsync"/> ends after the last answer.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach ((Utterance utterance, TaskCompletionSource answered) in _queue.Reader.ReadAllAsync(cancellationToken))
        {
            TurnReport? report = await runner.RunAsync(utterance, cancellationToken);
            // A failed turn has no report and was answered with an apology. Counted before the loop counts as idle.
            if (report is null or { Reply: not null })
                Interlocked.Increment(ref _answers);
            Interlocked.Decrement(ref _unanswered);
            answered.TrySetResult();
        }
    }
}
