using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Dialogue.Remote;
using EmotionVoice.Edge.Engines.OpenAi;
using EmotionVoice.Edge.Models;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Diagnostics;

/// <summary>The server that replies: whether it is there, has the model, lets this device in, and speaks in time.</summary>
internal sealed class RemoteCheck(RemoteOptions options, ModelSelection models, RemoteReplies remote, TimeProvider clock) : IDoctorCheck
{
    private const string Check = "reply server";
    private const int MostNames = 10;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        if (!models.Profile.RemoteReply)
            return [CheckResult.NotApplicable(Check, $"the profile {models.Profile.Id} answers on this device, and what people say stays here")];
        using OpenAiChatClient client = remote.Client();
        using CancellationTokenSource patience = new(s_patience, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return [CheckResult.Ok("privacy", $"what people say goes to {options.Server} as text, with the feeling; sound doesn't"), await TryAsync(client, either.Token)];
        }
        catch (ReplyServerException e)
        {
            return [Warn(e.Message, Advice(e.Cause))];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [Warn($"it gave no reply within {s_patience.TotalSeconds:F0} s", Advice(ReplyServerCause.Server))];
        }
    }

    private async Task<CheckResult> TryAsync(OpenAiChatClient client, CancellationToken cancellationToken)
    {
        // Some list no models, and reply all the same.
        IReadOnlyList<string> names = [];
        try
        {
            names = await client.ModelsAsync(cancellationToken);
        }
        catch (ReplyServerException e) when (e.Cause is not (ReplyServerCause.Unreachable or ReplyServerCause.Key))
        {
        }

        if (names.Count > 0 && !names.Contains(options.Model, StringComparer.Ordinal) && !names.Contains($"{options.Model}:latest", StringComparer.Ordinal))
            return Warn($"it has no model {options.Model}", $"Set Remote:Model to one that it has: {string.Join(", ", names.Take(MostNames))}{(names.Count > MostNames ? " …" : "")}");
        // The first reply may have to wait until the model is loaded.
        await FirstWordAsync(client, cancellationToken);
        TimeSpan first = await FirstWordAsync(client, cancellationToken);
        return first <= options.FirstWord
            ? CheckResult.Ok(Check, $"{options.Model} at {options.Server} replies, its first word comes after {first.TotalMilliseconds:F0} ms")
            : Warn($"its first word comes after {first.TotalMilliseconds:F0} ms, later than Remote:FirstWord allows", "Choose a smaller model or a faster server, or a longer Remote:FirstWord");
    }

    private async Task<TimeSpan> FirstWordAsync(OpenAiChatClient client, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Hello.")], new ChatOptions { MaxOutputTokens = options.MaxTokens }, cancellationToken))
            if (!string.IsNullOrWhiteSpace(update.Text))
                return clock.GetElapsedTime(start);
        throw new ReplyServerException("its reply to a greeting was empty; models that think first need longer than a conversation has");
    }

    private CheckResult Warn(string problem, string advice) => CheckResult.Warn(Check, $"{options.Server}: {problem}; this device answers by itself", advice);

    private string Advice(ReplyServerCause cause) => cause switch
    {
        ReplyServerCause.Key => "Put the right key into the file of Remote:KeyFile, or name that file",
        ReplyServerCause.Model => "Correct Remote:Model, or Remote:Address with the path (often /v1)",
        ReplyServerCause.Unreachable => $"Start the server, or correct Remote:Address. From here: curl {options.Endpoint!.ToString().TrimEnd('/')}/models",
        _ => "Look into the server's own log",
    };
}
