using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>
/// One answer of a model that can call functions. It writes, calls, gets results, writes on. What it calls acts only in
/// a turn that is decided.
/// </summary>
internal sealed class FunctionCalls(IChatClient chat, IReadOnlyList<AIFunction> tools, ToolWork work, ILogger log)
{
    // A model that calls and calls would never answer.
    private const int MostRounds = 4;

    public async IAsyncEnumerable<ChatResponseUpdate> AnswerAsync(
        IReadOnlyList<ChatMessage> messages, ChatOptions sampling, string language, Task decided, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<FunctionResultContent>? results = null;
        for (int round = 0; round <= MostRounds; round++)
        {
            ChatOptions options = sampling.Clone();
            options.Tools = round < MostRounds ? [.. tools] : null;
            StringBuilder said = new();
            List<FunctionCallContent> calls = [];
            await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                calls.AddRange(update.Contents.OfType<FunctionCallContent>());
                said.Append(update.Text);
                yield return update;
            }

            if (calls.Count == 0 || round == MostRounds)
            {
                // It was told the result and has nothing to say about it: the result is the answer.
                if (said.Length == 0 && results is not null)
                    yield return Text(Results(results));
                yield break;
            }

            await decided.WaitAsync(cancellationToken);
            if (said.Length > 0)
                yield return Text(" ");
            List<ChatMessage> called = [.. messages, new ChatMessage(ChatRole.Assistant, [.. said.Length > 0 ? [new TextContent(said.ToString())] : Array.Empty<AIContent>(), .. calls])];
            Task<Round> doing = DoAsync(calls, language);
            if (!await work.IsInTimeAsync(doing, cancellationToken))
            {
                work.AnnounceLater(string.Join(", ", calls.Select(call => call.Name)), WordAsync(doing, called, sampling), language);
                cancellationToken.ThrowIfCancellationRequested();
                yield return Text(ToolPhrases.OneMoment(language));
                yield break;
            }

            Round done = await doing;
            if (done.Question is { } question)
            {
                work.Ask(question);
                yield return Text(question.Text);
                yield break;
            }

            results = done.Results;
            messages = [.. called, new ChatMessage(ChatRole.Tool, [.. results])];
        }
    }

    // One after the other: what a model wants done may depend on it. One that needs a yes ends it.
    private async Task<Round> DoAsync(List<FunctionCallContent> calls, string language)
    {
        List<FunctionResultContent> results = [];
        foreach (FunctionCallContent call in calls)
        {
            if (tools.FirstOrDefault(tool => tool.Name == call.Name) is not { } tool)
            {
                results.Add(new FunctionResultContent(call.CallId, "There is no such function."));
                continue;
            }

            Dictionary<string, object?> arguments = call.Arguments is null ? [] : new(call.Arguments);
            ToolOutcome outcome = await work.DoAsync(ToolCall.Of(tool, arguments), language, isConfirmed: false);
            if (outcome.Unconfirmed is not null)
                return new Round(results, outcome);
            results.Add(new FunctionResultContent(call.CallId, outcome.ForModel));
        }

        return new Round(results, null);
    }

    /// <summary>What the model makes of a result that comes late.</summary>
    private async Task<ToolOutcome> WordAsync(Task<Round> doing, List<ChatMessage> messages, ChatOptions sampling)
    {
        Round done = await doing;
        if (done.Question is { } question)
            return question;
        try
        {
            ChatResponse response = await chat.GetResponseAsync([.. messages, new ChatMessage(ChatRole.Tool, [.. done.Results])], sampling, work.Stopping);
            if (!string.IsNullOrWhiteSpace(response.Text))
                return new ToolOutcome(response.Text.Trim());
        }
        catch (Exception e) when (!work.Stopping.IsCancellationRequested)
        {
            log.ResultNotWorded(e, string.Join(", ", messages[^1].Contents.OfType<FunctionCallContent>().Select(call => call.Name)));
        }

        return new ToolOutcome(Results(done.Results));
    }

    private static string Results(List<FunctionResultContent> results) => string.Join(' ', results.Select(result => result.Result));

    private static ChatResponseUpdate Text(string text) => new(ChatRole.Assistant, text);

    private sealed record Round(List<FunctionResultContent> Results, ToolOutcome? Question);
}
