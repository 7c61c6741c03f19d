using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>
/// Lets the device be cut short while it speaks: a reply, an apology, an announcement. One speech at a time begins;
/// anybody may stop it. Safe to call from several threads.
/// </summary>
public sealed class SpeechStop(SpeechFeed speaker, ConversationEvents events, TimeProvider? clock = null)
{
    /// <summary>Somebody may speak into an answer for so long before it is clear whether it was meant to stop.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private StoppableSpeech? _current;
    private StoppableSpeech? _held;
    private ITimer? _release;

    /// <summary>Begins a speech; from its first sound until it is disposed it can be stopped.</summary>
    public StoppableSpeech Begin(CancellationToken cancellationToken)
    {
        StoppableSpeech speech = new(speaker, End, cancellationToken);
        lock (_lock)
        {
            _current = speech;
            ReleaseHeld();
        }

        return speech;
    }

    /// <summary>Runs something that speaks to its end or to where it is stopped.</summary>
    /// <returns>False when it was stopped.</returns>
    public async Task<bool> SpeakAsync(Func<CancellationToken, Task> speak, CancellationToken cancellationToken)
    {
        using StoppableSpeech speech = Begin(cancellationToken);
        try
        {
            await speak(speech.Token);
        }
        catch (OperationCanceledException) when (speech.IsStopped)
        {
            await speaker.DrainAsync(cancellationToken);
        }

        return !speech.IsStopped;
    }

    /// <summary>Silences what is being said, and ends it.</summary>
    /// <returns>False when nothing was being said.</returns>
    public bool Stop(InterruptionCause cause)
    {
        lock (_lock)
        {
            if (_current is not { HasSounded: true, IsStopped: false } speech)
                return false;
            // In this order: what is queued after the silence finds its token cancelled, and the feed drops it.
            speech.Stop();
            speaker.Silence(SpeechFeed.Fade);
            EndHold();
        }

        events.Publish(new SpeechInterrupted(cause));
        return true;
    }

    /// <summary>
    /// Silences what is being said without ending it: <see cref="Resume"/> goes on, <see cref="Stop"/> ends it. Goes on by
    /// itself when nobody does either for <see cref="LongestHold"/>.
    /// </summary>
    /// <returns>False when nothing was being said.</returns>
    public bool Hold()
    {
        lock (_lock)
        {
            if (_current is not { HasSounded: true, IsStopped: false } speech || !speaker.IsAudible)
                return false;
            _held = speech;
            speaker.Hold(SpeechFeed.Fade);
            _release?.Dispose();
            _release = (clock ?? TimeProvider.System).CreateTimer(_ => Resume(), null, LongestHold, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>Goes on with what was being said before <see cref="Hold"/>. Any thread.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            if (!ReleaseHeld())
                return;
        }

        events.Publish(new InterruptionResumed());
        events.Publish(new StateChanged(ConversationState.Speaking));
    }

    // Within the lock.
    private bool ReleaseHeld()
    {
        if (_held is null)
            return false;
        speaker.Release();
        EndHold();
        return true;
    }

    private void EndHold()
    {
        _held = null;
        _release?.Dispose();
        _release = null;
    }

    private void End(StoppableSpeech speech)
    {
        lock (_lock)
        {
            if (_current == speech)
                _current = null;
            if (_held == speech)
                ReleaseHeld();
        }
    }
}

/// <summary>One speech, and how far it was heard. Used by who speaks; stopped by others.</summary>
public sealed class StoppableSpeech : IDisposable
{
    // Read aloud at a quiet pace, gaps included.
    private const double LettersASecond = 14;

    private readonly SpeechFeed _speaker;
    private readonly Action<StoppableSpeech> _ended;
    private readonly CancellationTokenSource _stop;
    private readonly long _from;
    private readonly List<(string Text, long From, long To)> _sentences = [];
    private (string Text, long From)? _unfinished;
    private volatile bool _stopped;

    internal StoppableSpeech(SpeechFeed speaker, Action<StoppableSpeech> ended, CancellationToken cancellationToken)
    {
        _speaker = speaker;
        _ended = ended;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _from = speaker.EnqueuedSamples;
        Token = _stop.Token;
    }

    /// <summary>Fires when the speech is stopped, and with the token that it began with.</summary>
    public CancellationToken Token { get; }

    public bool IsStopped => _stopped;

    internal bool HasSounded => _speaker.EnqueuedSamples > _from;

    /// <summary>A sentence begins to be queued.</summary>
    /// <param name="sentence">Its words.</param>
    /// <param name="from">The speaker's position before it.</param>
    public void Saying(string sentence, long from) => _unfinished = (sentence, from);

    /// <summary>A sentence has been queued from its first to its last sample.</summary>
    /// <inheritdoc cref="Saying"/>
    public void Said(string sentence, long from)
    {
        _sentences.Add((sentence, from, _speaker.EnqueuedSamples));
        _unfinished = null;
    }

    /// <summary>
    /// The words that were heard, or will be in the fade. Of a sentence that was cut, its share of whole words, by their
    /// length; the length of one that was cut while it was still being synthesised is guessed from the others.
    /// </summary>
    public string Heard()
    {
        IEnumerable<(string Text, long From, long To)> sentences = _sentences;
        if (_unfinished is ({ } text, var from))
            sentences = sentences.Append((text, from, from + (long)(Weight(text) * SamplesALetter())));
        return string.Join(' ', sentences.Select(said => Words(said.Text, said.From, said.To)).Where(words => words.Length > 0));
    }

    public void Dispose()
    {
        _ended(this);
        _stop.Dispose();
    }

    internal void Stop()
    {
        _stopped = true;
        // The token counts as cancelled at once; what hangs on it must not run on the thread of a button.
        _ = _stop.CancelAsync();
    }

    private string Words(string text, long from, long to)
    {
        long end = _speaker.EnqueuedSamples;
        if (end >= to)
            return text;
        double heard = Weight(text) * Math.Max(0, end - from) / Math.Max(1, to - from);
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int count = 0;
        for (; count < words.Length && (heard -= Weight(words[count])) >= 0; count++)
            heard -= 1; // the gap after it
        return string.Join(' ', words.Take(count));
    }

    private double SamplesALetter()
    {
        double letters = _sentences.Sum(said => Weight(said.Text));
        return letters > 0 ? _sentences.Sum(said => said.To - said.From) / letters : _speaker.SampleRateHz / LettersASecond;
    }

    // How long a text takes to say, in Latin letters: a Korean syllable takes as long as two and a half.
    private static double Weight(string text) => text.Sum(letter => letter is >= '\uAC00' and <= '\uD7A3' ? 2.5 : 1);
}
