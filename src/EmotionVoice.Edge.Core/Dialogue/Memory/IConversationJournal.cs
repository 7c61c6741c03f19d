namespace EmotionVoice.Edge.Core.Dialogue.Memory;

/// <summary>Is told of every change of a conversation, by who has the floor. Never waits for a disk, never throws.</summary>
public interface IConversationJournal
{
    /// <summary>What was said before the program was started. Once, before anything else.</summary>
    /// <returns>What is to be remembered of it, oldest first.</returns>
    IReadOnlyList<Exchange> Restore();

    void Added(Exchange exchange);

    /// <param name="exchange">The newest one as it is now; null: it is gone.</param>
    void Shortened(Exchange? exchange);

    void Forgotten();

    /// <summary>Completes when nothing that was forgotten is left outside the program, or when that has failed and was reported.</summary>
    Task ErasedAsync(CancellationToken cancellationToken);
}
