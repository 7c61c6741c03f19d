using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Dialogue;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>
/// Writes the same three sentences each time, a word at a time at a steady pace: the length of a reply and the speed of
/// a model then don't differ between runs, and what is left is how well writing, synthesis and playback overlap.
/// </summary>
internal sealed class ThreeSentenceChat(TimeProvider clock) : IChatClient
{
    /// <summary>A small model on a small board.</summary>
    private static readonly TimeSpan s_aWord = TimeSpan.FromMilliseconds(30);

    public const string Reply =
        "I am glad that you told me about it. We can look at the whole thing together this evening. Tell me first what you would like to do.";

    public static ReplyModel Model(TimeProvider clock) => new("three sentences", new ThreeSentenceChat(clock), new ReplyStyle { Persona = "", MaxTurns = 0 });

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (string word in Reply.Split(' '))
        {
            await Task.Delay(s_aWord, clock, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, word + " ");
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
