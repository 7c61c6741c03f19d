using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>
/// An answer in the making: what was heard, and the reply, whose sound waits behind a gate. Until it is released nothing
/// of it can be heard, seen or remembered, and stopping it leaves no trace. Every turn is one; most begin before the turn
/// is decided.
/// </summary>
public sealed class TurnDraft : IAsyncDisposable
{
    private readonly ReplyGate _gate = new();
    private readonly CancellationTokenSource _stop;
    private int _disposed;

    /// <param name="utterance">What was said so far.</param>
    /// <param name="understand">Makes words and feeling of it.</param>
    /// <param name="reply">Writes and synthesises; plays when the gate opens.</param>
    /// <param name="begunAt">Time stamp of now.</param>
    /// <param name="follows">State of the conversation that it follows from.</param>
    /// <param name="stopping">Stops all work.</param>
    public TurnDraft(
        Utterance utterance,
        Func<Utterance, CancellationToken, Task<Understood>> understand,
        Func<Understood, ReplyGate, CancellationToken, Task<SpokenReply>> reply,
        long begunAt,
        int follows,
        CancellationToken stopping)
    {
        Utterance = utterance;
        BegunAt = begunAt;
        Follows = follows;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        CancellationToken token = _stop.Token;
        Heard = Task.Run(() => understand(utterance, token), token);
        Reply = Task.Run(async () => await Heard is { Transcript.IsEmpty: false } heard ? await reply(heard, _gate, token) : null, token);
    }

    public Utterance Utterance { get; }

    public long BegunAt { get; }

    public int Follows { get; }

    /// <summary>What was understood.</summary>
    public Task<Understood> Heard { get; }

    /// <summary>Completes when the last sound has been handed to the speaker; null when nothing was said.</summary>
    public Task<SpokenReply?> Reply { get; }

    /// <summary>What went wrong, if something did.</summary>
    public Exception? Failure => Reply.Exception?.InnerException;

    /// <summary>Whether it answers this utterance: nothing but silence was added.</summary>
    public bool Fits(Utterance utterance) => utterance.Start == Utterance.Start && utterance.SpeechEnd == Utterance.SpeechEnd;

    /// <summary>The turn is over: the answer is wanted.</summary>
    public void Release(int turn, long decidedAt, StoppableSpeech speech) => _gate.Open(turn, decidedAt, speech);

    /// <summary>Stops what is still going on; completes when nothing is. Doesn't throw.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _stop.CancelAsync();
        await ((Task)Reply).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task)Heard).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
