using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace EmotionVoice.Edge.Mcp;

/// <summary>
/// A Model Context Protocol server: started when it is first needed, and again after it has ended. One that can't be
/// started is not tried at every turn. Safe to call from several threads.
/// </summary>
/// <param name="name">As the settings name it.</param>
/// <param name="options">Valid.</param>
/// <param name="open">Makes a way to it. May throw <see cref="ToolServerException"/>.</param>
/// <param name="clock">For time-outs and back-off.</param>
/// <param name="log">Never gets what was said: neither arguments nor results.</param>
internal sealed class McpToolServer(string name, ToolServerOptions options, Func<IClientTransport> open, TimeProvider clock, ILogger<McpToolServer> log) : IToolServer, IAsyncDisposable
{
    private const string All = "*";

    // A program that can't start costs seconds of a small processor.
    private readonly BackoffPolicy _backoff = new(new RecoveryOptions { FirstDelay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromMinutes(1), Jitter = 0 }, Random.Shared);
    private readonly SemaphoreSlim _starting = new(1, 1);
    private volatile Running? _running;
    private int _failures;
    private long _failedAt;
    private string _problem = "";

    public string Name => name;

    public IReadOnlyList<AIFunction> Tools => _running is { HasEnded: false } running ? running.Tools : [];

    public Task StartAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    public async Task<AIFunction> FindAsync(string tool, CancellationToken cancellationToken) =>
        (await RunAsync(cancellationToken)).Tools.FirstOrDefault(one => one.GetService<McpTool>()!.OwnName == tool)
        ?? throw new ToolServerException($"The tool server {name} has no tool '{tool}', or Tools:Servers:{name}:Allow doesn't allow it.");

    /// <summary>What a tool answers.</summary>
    /// <exception cref="ToolServerException">The server can't be used.</exception>
    /// <exception cref="ToolRefusedException">The tool could not do it.</exception>
    public async Task<string> CallAsync(string tool, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        Running running = await RunAsync(cancellationToken);
        try
        {
            CallToolResult result = await running.Client.CallToolAsync(tool, arguments, cancellationToken: cancellationToken);
            string text = McpResult.Text(result, options.MaxResult);
            return result.IsError == true ? throw new ToolRefusedException(text) : text;
        }
        catch (McpException e)
        {
            throw new ToolRefusedException(e.Message);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // It may have been done or not; the user is told that it failed, and it is not done twice.
            running.GiveUp();
            throw new ToolServerException($"The tool server {name} was lost while it worked.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _starting.WaitAsync();
        if (_running is { } running)
        {
            running.GiveUp();
            await running.Client.DisposeAsync();
        }

        _starting.Dispose();
    }

    private async Task<Running> RunAsync(CancellationToken cancellationToken)
    {
        if (_running is { HasEnded: false } already)
            return already;
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_running is { HasEnded: false } meanwhile)
                return meanwhile;
            if (_failures > 0 && clock.GetElapsedTime(_failedAt) < _backoff.Delay(_failures))
                throw new ToolServerException(_problem);
            if (_running is { } ended)
                await ended.Client.DisposeAsync();
            _running = null;
            return _running = await ConnectAsync(cancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task<Running> ConnectAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(options.StartTimeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        McpClient? client = null;
        try
        {
            client = await McpClient.CreateAsync(open(), new McpClientOptions { InitializationTimeout = options.StartTimeout }, cancellationToken: either.Token);
            List<AIFunction> tools = [];
            foreach (McpClientTool tool in await client.ListToolsAsync(cancellationToken: either.Token))
                if (options.Allow.Length == 0 || options.Allow.Contains(tool.ProtocolTool.Name))
                    tools.Add(Guarded(new McpTool(this, tool.ProtocolTool)));
            Running running = new(client, tools);
            _failures = 0;
            log.ServerRuns(name, tools.Count);
            _ = WatchAsync(running);
            return running;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (client is not null)
                await client.DisposeAsync();
            _failures++;
            _failedAt = clock.GetTimestamp();
            _problem = e is ToolServerException ? e.Message
                : $"The tool server {name} can't be used: {(limit.IsCancellationRequested ? $"no answer within {options.StartTimeout.TotalSeconds:0} s" : Reason(e))}.";
            log.ServerNotThere(_problem);
            throw new ToolServerException(_problem, e);
        }
        catch
        {
            if (client is not null)
                await client.DisposeAsync();
            throw;
        }
    }

    private AIFunction Guarded(McpTool tool) =>
        tool.IsDestructive || options.Confirm.Contains(All) || options.Confirm.Contains(tool.OwnName) ? new ApprovalRequiredAIFunction(tool) : tool;

    private async Task WatchAsync(Running running)
    {
        ClientCompletionDetails end = await running.Client.Completion;
        if (!running.IsGivenUp)
            log.ServerEnded(name, end is StdioClientCompletionDetails { ExitCode: { } code } ? $"exit code {code}" : end.Exception?.GetType().Name ?? "it closed the connection");
    }

    // Before anything was said to it, what a program complains of is no word of anybody's.
    private static string Reason(Exception e)
    {
        string[] complaint = e is ClientTransportClosedException { Details: StdioClientCompletionDetails { StandardErrorTail: { Count: > 0 } tail } } ? [.. tail.TakeLast(3)] : [];
        return complaint.Length > 0 ? $"it ended and said: {string.Join(' ', complaint).Trim().TrimEnd('.')}" : (e.InnerException ?? e).Message.TrimEnd('.');
    }

    private sealed class Running(McpClient client, IReadOnlyList<AIFunction> tools)
    {
        private volatile bool _givenUp;

        public McpClient Client => client;

        public IReadOnlyList<AIFunction> Tools => tools;

        public bool IsGivenUp => _givenUp;

        public bool HasEnded => _givenUp || client.Completion.IsCompleted;

        /// <summary>Nothing comes from it any more.</summary>
        public void GiveUp() => _givenUp = true;
    }
}
