using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>A tool that is wanted.</summary>
/// <param name="Tool">As logs name it.</param>
/// <param name="Arguments">By the names of its parameters; text where it was said.</param>
/// <param name="FindAsync">Gets it, which takes a while where a server has to start.</param>
internal sealed record ToolCall(string Tool, IReadOnlyDictionary<string, object?> Arguments, Func<CancellationToken, Task<AIFunction>> FindAsync)
{
    public static ToolCall Of(AIFunction tool, IReadOnlyDictionary<string, object?> arguments) => new(tool.Name, arguments, _ => Task.FromResult(tool));
}

/// <summary>What came of it.</summary>
/// <param name="Text">To be said: its result, or a question, or an apology.</param>
internal sealed record ToolOutcome(string Text)
{
    /// <summary>What is done after a yes to the question.</summary>
    public ToolCall? Unconfirmed { get; init; }

    /// <summary>What a model is told, where that is something else.</summary>
    public string ForModel { get => field ?? Text; init; }
}
