using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Emotion;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue;

/// <summary>
/// The engine of last resort: fixed replies that fit the emotion. Reads the <c>[label]</c> tag of the last user message
/// (<see cref="EmotionTag.Before"/>) and takes Hangul for Korean.
/// </summary>
public sealed class ScriptedChatClient : IChatClient
{
    public static ReplyStyle Style { get; } = new() { Tag = EmotionTag.Before, Persona = "", MaxTurns = 0 };

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string words = messages.LastOrDefault(message => message.Role == ChatRole.User)?.Text ?? "";
        int close = words.StartsWith('[') ? words.IndexOf(']', StringComparison.Ordinal) : -1;
        EmotionLabel emotion = close > 0 && EmotionLabels.TryParse(words[1..close], out EmotionLabel label) ? label : EmotionLabel.Neutral;
        string language = words.Any(c => c is >= '\uAC00' and <= '\uD7A3') ? "ko" : "en";
        await Task.CompletedTask;
        yield return new ChatResponseUpdate(ChatRole.Assistant, PhraseBook.Scripted(emotion, language));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
