using EmotionVoice.Edge.Core.Dialogue.Memory;
using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>One turn as it is remembered.</summary>
/// <param name="User">What was said.</param>
/// <param name="Emotion">How it was said.</param>
/// <param name="Language">In which language.</param>
/// <param name="Reply">What was answered, as far as it was heard.</param>
/// <param name="IsCut">Whether it was interrupted there.</param>
public sealed record Exchange(string User, EmotionLabel Emotion, string Language, string Reply, bool IsCut = false)
{
    /// <summary>Where the speaker's mood had been going before.</summary>
    public MoodTrend Trend { get; init; }
}

/// <summary>The turns so far, newest last. Used only by who has the floor; <see cref="Greet"/> by anybody.</summary>
/// <param name="maxTurns">How many.</param>
/// <param name="journal">Is told of every change; null: nothing outlives the program.</param>
public sealed class Conversation(int maxTurns, IConversationJournal? journal = null)
{
    private readonly List<Exchange> _exchanges = [];
    private int _greeted;

    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <summary>Grows with every change: whoever began an answer can see whether it still follows from what was said.</summary>
    public int Changes { get; private set; }

    /// <summary>It goes on from there: it is no new conversation, which would begin with a greeting. Before the first turn.</summary>
    /// <param name="earlier">Oldest first; the journal knows them.</param>
    public void GoOn(IReadOnlyList<Exchange> earlier)
    {
        if (earlier.Count == 0)
            return;
        _exchanges.AddRange(earlier.TakeLast(maxTurns));
        Greet();
    }

    public void Add(Exchange exchange)
    {
        Changes++;
        _exchanges.Add(exchange);
        if (_exchanges.Count > maxTurns)
            _exchanges.RemoveRange(0, _exchanges.Count - maxTurns);
        journal?.Added(exchange);
    }

    /// <summary>The newest reply was heard only so far; a turn of whose reply nothing was heard is not remembered.</summary>
    public void Shorten(string heard)
    {
        Changes++;
        // Where nothing is to be remembered.
        if (_exchanges.Count == 0)
            return;
        if (heard.Length > 0)
            _exchanges[^1] = _exchanges[^1] with { Reply = heard, IsCut = true };
        else
            _exchanges.RemoveAt(_exchanges.Count - 1);
        journal?.Shortened(heard.Length > 0 ? _exchanges[^1] : null);
    }

    /// <summary>Whether somebody has greeted already. Any thread.</summary>
    public bool IsGreeted => Volatile.Read(ref _greeted) != 0;

    /// <summary>True once a conversation: whoever gets it greets. Any thread.</summary>
    public bool Greet() => Interlocked.Exchange(ref _greeted, 1) == 0;

    public void Forget()
    {
        Changes++;
        _exchanges.Clear();
        Volatile.Write(ref _greeted, 0);
        journal?.Forgotten();
    }
}
