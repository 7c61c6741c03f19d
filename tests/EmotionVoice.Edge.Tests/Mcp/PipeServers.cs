using System.IO.Pipelines;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace EmotionVoice.Edge.Tests.Mcp;

/// <summary>Servers within this process, one after the other, with the same tools. Each lives until it is crashed.</summary>
internal sealed class PipeServers(params McpServerTool[] tools) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PipeWriter> _servers = [];

    public int Count => _servers.Count;

    /// <summary>Says nothing, whatever it is asked.</summary>
    public bool IsMute { get; set; }

    public static McpServerTool Tool(string name, Delegate method, bool? destructive = null, bool? readOnly = null) =>
        McpServerTool.Create(method, new McpServerToolCreateOptions { Name = name, Destructive = destructive, ReadOnly = readOnly });

    public IClientTransport Open()
    {
        Pipe questions = new(), answers = new();
        if (!IsMute)
            _ = RunAsync(questions, answers);
        _servers.Add(answers.Writer);
        return new StreamClientTransport(questions.Writer.AsStream(), answers.Reader.AsStream());
    }

    public void Crash() => _servers[^1].Complete();

    /// <summary>They end by themselves; what hangs in a tool that never returns is not waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(Pipe questions, Pipe answers)
    {
        McpServerOptions options = new() { ServerInfo = new Implementation { Name = "test", Version = "1" }, ToolCollection = [.. tools] };
        await using McpServer server = McpServer.Create(new StreamServerTransport(questions.Reader.AsStream(), answers.Writer.AsStream()), options);
        await server.RunAsync(_stop.Token);
    }
}
