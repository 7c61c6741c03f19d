using EmotionVoice.Edge.Core.Dialogue.Tools;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Tools;

/// <summary>A server whose tools are a test's own.</summary>
internal sealed class FakeToolServer(string name, params AIFunction[] tools) : IToolServer
{
    /// <summary>Completes when it runs.</summary>
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public IReadOnlyList<AIFunction> Tools => Started.Task.IsCompletedSuccessfully ? tools : [];

    public int Starts { get; private set; }

    /// <summary>A tool that returns what <paramref name="run"/> makes of its arguments.</summary>
    public static AIFunction Tool(string name, Func<AIFunctionArguments, CancellationToken, Task<string>> run, string schema = """{"type":"object"}""") => new OneTool(name, run, schema);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Starts++;
        return Started.Task.WaitAsync(cancellationToken);
    }

    public async Task<AIFunction> FindAsync(string tool, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        return tools.FirstOrDefault(one => one.Name == $"{name}_{tool}") ?? throw new ToolServerException($"There is no {tool}.");
    }

    private sealed class OneTool(string name, Func<AIFunctionArguments, CancellationToken, Task<string>> run, string schema) : AIFunction
    {
        public override string Name => name;

        public override System.Text.Json.JsonElement JsonSchema { get; } = System.Text.Json.JsonDocument.Parse(schema).RootElement;

        protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) => await run(arguments, cancellationToken);
    }
}
