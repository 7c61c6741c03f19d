using EmotionVoice.Edge.Core.Dialogue.Tools;

namespace EmotionVoice.Edge.Commands.Chat;

/// <summary>What would be said aloud between two turns is written.</summary>
internal sealed class ChatAnnouncer(ChatOutput output) : IAnnouncer
{
    public Task AnnounceAsync(string text, string language, CancellationToken cancellationToken) => output.NoteAsync(text);
}
