using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>A language model with what it wants to see.</summary>
/// <param name="Name">As people read it.</param>
/// <param name="Chat">Streams replies.</param>
/// <param name="Style">How it is asked.</param>
public sealed record ReplyModel(string Name, IChatClient Chat, ReplyStyle Style);

/// <summary>The model, or the prompt, that answers in a language.</summary>
public sealed class ReplyModels(ReplyModel first, IReadOnlyDictionary<string, ReplyModel> byLanguage) : IDisposable
{
    public ReplyModels(ReplyModel only) : this(only, new Dictionary<string, ReplyModel>())
    {
    }

    /// <summary>Those with a model or a prompt of their own.</summary>
    public IEnumerable<string> Languages => byLanguage.Keys;

    public IEnumerable<ReplyModel> All => byLanguage.Values.Prepend(first).Distinct();

    /// <summary>The model for a language (ISO 639-1); the first for languages without one of their own.</summary>
    public ReplyModel For(string language) => byLanguage.TryGetValue(language, out ReplyModel? own) ? own : first;

    public void Dispose()
    {
        foreach (ReplyModel model in All)
            model.Chat.Dispose();
    }
}
