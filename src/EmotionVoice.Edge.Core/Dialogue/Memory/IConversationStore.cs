namespace EmotionVoice.Edge.Core.Dialogue.Memory;

/// <summary>An exchange as it is kept.</summary>
/// <param name="Id">Its own; grows, and is never used again.</param>
/// <param name="At">When it was, by the clock that <see cref="KeptConversation.Seen"/> was read from.</param>
/// <param name="Exchange">What was said.</param>
public sealed record KeptExchange(long Id, DateTimeOffset At, Exchange Exchange);

/// <summary>A conversation as it is kept.</summary>
/// <param name="Exchanges">Oldest first.</param>
/// <param name="Seen">What the clock showed last: one that shows less now was set back.</param>
public sealed record KeptConversation(IReadOnlyList<KeptExchange> Exchanges, DateTimeOffset Seen)
{
    public static KeptConversation Nothing { get; } = new([], DateTimeOffset.MinValue);
}

/// <summary>Keeps a conversation over a restart. Used by one thread at a time.</summary>
public interface IConversationStore
{
    /// <summary>What was kept; nothing when it can't be read, which the store has reported.</summary>
    KeptConversation Load();

    /// <summary>Replaces all of it, or nothing. What is no longer in it can't be read from the disk afterwards.</summary>
    /// <exception cref="IOException">It can't be written; what was kept before is still there.</exception>
    void Save(KeptConversation conversation);

    /// <summary>Deletes what was kept, and what was put aside because it could not be read.</summary>
    /// <exception cref="IOException">Some of it may still be there.</exception>
    void Erase();
}
