using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>One turn as it is remembered.</summary>
/// <param name="User">What was said.</param>
/// <param name="Emotion">How it was said.</param>
/// <param name="Language">In which language.</param>
/// <param name="Reply">What was answered, as far as it was heard.</param>
/// <param name="IsCut">Whether it was interrupted there.</param>
public sealed record Exchange(string User, EmotionLabel Emotion, string Language, string Reply, bool IsCut = false);

/// <summary>The turns so far, newest last. Used only by the turn loop.</summary>
public sealed class Conversation(int maxTurns)
{
    private readonly List<Exchange> _exchanges = [];

    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    public void Add(Exchange exchange)
    {
        _exchanges.Add(exchange);
        if (_exchanges.Count > maxTurns)
            _exchanges.RemoveRange(0, _exchanges.Count - maxTurns);
    }

    /// <summary>The newest reply was heard only so far; a turn of whose reply nothing was heard is not remembered.</summary>
    public void Shorten(string heard)
    {
        if (heard.Length > 0)
            _exchanges[^1] = _exchanges[^1] with { Reply = heard, IsCut = true };
        else
            _exchanges.RemoveAt(_exchanges.Count - 1);
    }

    public void Forget() => _exchanges.Clear();
}
