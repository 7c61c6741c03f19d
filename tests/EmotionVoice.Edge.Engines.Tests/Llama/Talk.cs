using System.Text;
using EmotionVoice.Edge.Engines.Llama;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Engines.Tests.Llama;

/// <summary>One reply and what it cost.</summary>
internal sealed record Reply(string Text, ChatFinishReason? Finish, UsageDetails Usage)
{
    internal long Evaluated => Usage.AdditionalCounts![LlamaUsage.EvaluatedTokens];

    internal double FirstTokenMs => Usage.AdditionalCounts![LlamaUsage.TimeToFirstTokenMicroseconds] / 1000.0;
}

/// <summary>Shorthand for conversations.</summary>
internal static class Talk
{
    internal static ChatMessage System(string text) => new(ChatRole.System, text);

    internal static ChatMessage User(string text) => new(ChatRole.User, text);

    internal static ChatMessage Assistant(string text) => new(ChatRole.Assistant, text);

    internal static async Task<Reply> AskAsync(this IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options = null)
    {
        StringBuilder text = new();
        ChatResponseUpdate? last = null;
        await foreach (ChatResponseUpdate update in
            client.GetStreamingResponseAsync(messages, options, TestContext.Current.CancellationToken))
        {
            text.Append(update.Text);
            last = update;
        }

        return new Reply(text.ToString(), last!.FinishReason, last.Contents.OfType<UsageContent>().Single().Details);
    }

    /// <summary>A conversation in which each reply becomes part of the history.</summary>
    internal static async Task<List<Reply>> ConverseAsync(
        this IChatClient client, string? system, IEnumerable<(string User, string? Opener)> turns)
    {
        List<ChatMessage> history = system is null ? [] : [System(system)];
        List<Reply> replies = [];
        foreach ((string user, string? opener) in turns)
        {
            history.Add(User(user));
            Reply reply = await client.AskAsync(opener is null ? history : [.. history, Assistant(opener)]);
            history.Add(Assistant(opener + reply.Text));
            replies.Add(reply);
        }

        return replies;
    }
}
