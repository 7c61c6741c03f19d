using EmotionVoice.Edge.Core.Dialogue;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>
/// Conversations of those who come through the doors, each with its own history. A client reaches its own alone. The
/// longest unused goes when there are many, and any after ten minutes. Any thread.
/// </summary>
internal sealed class Guests(TimeProvider clock)
{
    public const int Most = 64;

    /// <summary>How long a conversation is remembered after its last turn.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Who, string Id), (IReadOnlyList<Exchange> Exchanges, DateTimeOffset Used)> _histories = [];

    /// <summary>The turns so far; none of a conversation that isn't known.</summary>
    public IReadOnlyList<Exchange> History(string who, string id)
    {
        lock (_lock)
        {
            Forget();
            return _histories.TryGetValue((who, id), out (IReadOnlyList<Exchange> Exchanges, DateTimeOffset) known) ? known.Exchanges : [];
        }
    }

    public void Keep(string who, string id, IReadOnlyList<Exchange> exchanges)
    {
        lock (_lock)
        {
            _histories[(who, id)] = ([.. exchanges], clock.GetUtcNow());
            Forget();
        }
    }

    private void Forget()
    {
        DateTimeOffset oldest = clock.GetUtcNow() - Memory;
        foreach (((string, string) key, (IReadOnlyList<Exchange>, DateTimeOffset Used) history) in _histories)
            if (history.Used <= oldest)
                _histories.Remove(key);
        while (_histories.Count > Most)
            _histories.Remove(_histories.MinBy(pair => pair.Value.Used).Key);
    }
}
