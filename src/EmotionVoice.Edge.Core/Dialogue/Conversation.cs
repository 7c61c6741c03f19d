using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>One turn as it is remembered.</summary>
/// <param name="User">What was said.</param>
/// <param name="Emotion">How it was said.</param>
/// <param name="Language">In which language.</param>
/// <param name="Reply">What was answered, as far as it was heard.</param>
public sealed record Exchange(string User, EmotionLabel Emotion, string Language, string Reply);

/// <summary>The turns so far, newest last. Used only by the turn loop.</summary>
public sealed class Conversation(int maxTurns)
{
    private readonly List<Exchange> _exchanges = [];

    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <summary>Grows with every change: whoever began an answer can see whether it still follows from what was said.</summary>
    public int Changes { get; private set; }

    public void Add(Exchange exchange)
    {
        Changes++;
        _exchanges.Add(exchange);
        if (_exchanges.Count > maxTurns)
            _exchanges.RemoveRange(0, _exchanges.Count - maxTurns);
    }

    public void Forget()
    {
        Changes++;
        _exchanges.Clear();
    }
}
