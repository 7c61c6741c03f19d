using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue.Remote;

/// <summary>
/// Replies from a server; from the model on this device where the server gives none. When it fails in the middle, its
/// complete sentences stay, which may have been spoken, the one that is not is taken back (<see cref="TakenBack"/>), and the
/// model here goes on from there as from its own beginning. Each piece names its author.
/// </summary>
/// <param name="server">Asked first, while it is worth it; owned, perhaps together with others.</param>
/// <param name="local">Answers else; owned.</param>
public sealed class FallbackChatClient(ReplyServer server, ReplyModel local) : IChatClient, IPromptPrefill
{
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Cuts as the one does whose sentences are spoken.
        SentenceSplitter splitter = new();
        List<string> sentences = [];
        StringBuilder text = new();
        if (server.IsWorthAsking())
        {
            bool finished = false;
            bool calls = false;
            await foreach (ChatResponseUpdate update in server.AskAsync(messages, options, cancellationToken))
            {
                finished |= update.FinishReason is not null;
                calls |= update.Contents.OfType<FunctionCallContent>().Any();
                text.Append(update.Text);
                sentences.AddRange(splitter.Push(update.Text));
                update.AuthorName = server.Name;
                yield return update;
            }

            if (finished && (calls || !string.IsNullOrWhiteSpace(text.ToString())))
                yield break;
        }

        // What the server's functions did is the answer then; the model here knows nothing of them.
        if (messages is not ReplyPrompt && messages.Any(message => message.Role == ChatRole.Tool))
            yield break;

        if (splitter.Pending > 0)
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new TakenBack(splitter.Pending)]);
        string said = text.ToString(0, text.Length - splitter.Pending);
        Continuation? continuation = sentences.Count > 0 ? new Continuation(said, sentences) : null;
        // A small model may find that all is said. The server didn't: then the model here replies from the start, which it
        // always can, but for what was said.
        string[] beginnings = continuation is null ? [""] : [said.Trim(), ""];
        bool added = false;
        for (int i = 0; i < beginnings.Length && !added; i++)
        {
            await foreach (ChatResponseUpdate update in LocalAsync(messages, options, beginnings[i], cancellationToken))
            {
                if (continuation is not null)
                    Replace(update, continuation.Push(update.Text));
                added |= !string.IsNullOrWhiteSpace(update.Text);
                update.AuthorName = local.Name;
                yield return update;
            }

            if (continuation?.Finish() is { Length: > 0 } rest)
            {
                added = true;
                yield return new ChatResponseUpdate(ChatRole.Assistant, rest) { AuthorName = local.Name };
            }
        }
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        WrittenReply reply = new(null);
        await foreach (ChatResponseUpdate update in GetStreamingResponseAsync(messages, options, cancellationToken))
            reply.Add(update);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, reply.Text) { AuthorName = reply.Authors });
    }

    /// <summary>The model here keeps up with the conversation: when it has to answer, it pays for the new words only. Looks after the server the first time.</summary>
    public Task WarmUpAsync(IEnumerable<ChatMessage> messages, CancellationToken cancellationToken = default)
    {
        server.WarmUp();
        return local.Chat is IPromptPrefill prefill
            ? prefill.WarmUpAsync(messages is ReplyPrompt prompt ? prompt.For(local.Style) : messages, cancellationToken)
            : Task.CompletedTask;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        server.Dispose();
        local.Chat.Dispose();
    }

    private IAsyncEnumerable<ChatResponseUpdate> LocalAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, string said, CancellationToken cancellationToken)
    {
        if (messages is not ReplyPrompt prompt)
            return local.Chat.GetStreamingResponseAsync(said.Length > 0 ? messages.Append(new ChatMessage(ChatRole.Assistant, said)) : messages, options, cancellationToken);
        ReplyPrompt own = prompt.For(local.Style, said);
        ChatOptions sampling = own.Sampling;
        if (options is { Temperature: 0 })
            sampling.Temperature = 0;
        return local.Chat.GetStreamingResponseAsync(own, sampling, cancellationToken);
    }

    private static void Replace(ChatResponseUpdate update, string text)
    {
        List<AIContent> contents = [.. update.Contents.Where(content => content is not TextContent)];
        if (text.Length > 0)
            contents.Add(new TextContent(text));
        update.Contents = contents;
    }
}
