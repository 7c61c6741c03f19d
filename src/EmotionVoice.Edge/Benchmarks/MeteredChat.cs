using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Dialogue;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Benchmarks;

/// <summary>Measures a reply model by the counts of tokens that it reports itself.</summary>
internal sealed class MeteredChat(IChatClient inner, TokenMeter meter) : DelegatingChatClient(inner), IPromptPrefill
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long? first = null;
        await foreach (ChatResponseUpdate update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            if (update.Text.Length > 0)
                first ??= meter.Now();
            if (first is { } since && update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details.OutputTokenCount is long tokens and > 1)
                meter.Add(since, tokens);
            yield return update;
        }
    }

    public Task WarmUpAsync(IEnumerable<ChatMessage> messages, CancellationToken cancellationToken = default) =>
        (InnerClient as IPromptPrefill)?.WarmUpAsync(messages, cancellationToken) ?? Task.CompletedTask;
}
