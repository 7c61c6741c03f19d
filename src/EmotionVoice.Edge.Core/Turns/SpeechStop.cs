using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>
/// Lets the device be cut short while it speaks: a reply, an apology, an announcement. One speech at a time begins;
/// anybody may stop it. Safe to call from several threads.
/// </summary>
public sealed class SpeechStop(SpeechFeed speaker, ConversationEvents events)
{
    private readonly Lock _lock = new();
    private StoppableSpeech? _current;

    /// <summary>Begins a speech; from its first sound until it is disposed it can be stopped.</summary>
    public StoppableSpeech Begin(CancellationToken cancellationToken)
    {
        StoppableSpeech speech = new(speaker, End, cancellationToken);
        lock (_lock)
            _current = speech;
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
    public bool Stop()
    {
        lock (_lock)
        {
            if (_current is not { HasSounded: true, IsStopped: false } speech)
                return false;
            // In this order: what is queued after the silence finds its token cancelled, and the feed drops it.
            speech.Stop();
            speaker.Silence(SpeechFeed.Fade);
        }

        events.Publish(new SpeechInterrupted());
        return true;
    }

    private void End(StoppableSpeech speech)
    {
        lock (_lock)
        {
            if (_current == speech)
                _current = null;
        }
    }
}

/// <summary>One speech, and how far it was heard. Used by who speaks; stopped by others.</summary>
public sealed class StoppableSpeech : IDisposable
{
    private readonly SpeechFeed _speaker;
    private readonly Action<StoppableSpeech> _ended;
    private readonly CancellationTokenSource _stop;
    private readonly long _from;
    private readonly List<(string Text, long From, long To)> _sentences = [];
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

    /// <summary>A sentence has been queued from its first to its last sample.</summary>
    /// <param name="sentence">Its words.</param>
    /// <param name="from">The speaker's position before it.</param>
    public void Said(string sentence, long from) => _sentences.Add((sentence, from, _speaker.EnqueuedSamples));

    /// <summary>
    /// The words that were heard, or will be in the fade. Of a sentence that was cut, its share of whole words; one that
    /// was cut while it was still being synthesised counts as not heard.
    /// </summary>
    public string Heard() => string.Join(' ', _sentences.Select(said => Words(said.Text, said.From, said.To)).Where(text => text.Length > 0));

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
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Take((int)(words.Length * Math.Max(0, end - from) / Math.Max(1, to - from))));
    }
}
