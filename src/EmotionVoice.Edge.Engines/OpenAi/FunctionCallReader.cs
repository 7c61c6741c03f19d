using System.Text;
using System.Text.Json;
using EmotionVoice.Edge.Core.Dialogue.Remote;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace EmotionVoice.Edge.Engines.OpenAi;

/// <summary>Calls of functions come in pieces, several at a time; here they become whole. One a reply.</summary>
internal sealed class FunctionCallReader
{
    // Far more than any call; a server that never ends one must not fill the memory.
    private const int MostCalls = 16;
    private const int MostCharacters = 65_536;

    private readonly SortedDictionary<int, Call> _calls = [];

    /// <exception cref="ReplyServerException">It calls too much.</exception>
    public void Push(StreamingChatToolCallUpdate update)
    {
        if (!_calls.TryGetValue(update.Index, out Call? call))
        {
            if (_calls.Count == MostCalls)
                throw new ReplyServerException("it calls too many functions at once");
            _calls[update.Index] = call = new Call();
        }

        // Id and name come whole, with the first piece of a call.
        if (!string.IsNullOrEmpty(update.ToolCallId))
            call.Id = update.ToolCallId;
        if (!string.IsNullOrEmpty(update.FunctionName))
            call.Name = update.FunctionName;
        if (update.FunctionArgumentsUpdate is { } arguments && !arguments.ToMemory().IsEmpty)
            call.Arguments.Append(arguments);
        if (call.Arguments.Length > MostCharacters)
            throw new ReplyServerException("it calls a function with too much");
    }

    /// <summary>All calls, in their order.</summary>
    /// <exception cref="ReplyServerException">Arguments are no JSON object.</exception>
    public IReadOnlyList<FunctionCallContent> Finish() => [.. _calls.Select(pair => Whole(pair.Key, pair.Value))];

    private static FunctionCallContent Whole(int index, Call call)
    {
        try
        {
            string arguments = call.Arguments.ToString();
            Dictionary<string, object?>? parsed = arguments.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments);
            return new FunctionCallContent(call.Id ?? $"call_{index}", call.Name ?? "", parsed ?? []);
        }
        catch (JsonException)
        {
            // Its own message would quote the arguments.
            throw new ReplyServerException("it calls a function with arguments that can't be read");
        }
    }

    private sealed class Call
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();
    }
}
