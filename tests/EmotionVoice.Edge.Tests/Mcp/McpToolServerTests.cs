using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Mcp;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace EmotionVoice.Edge.Tests.Mcp;

public sealed class McpToolServerTests
{
    private readonly FakeClock _clock = new();
    private readonly Lines _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatTheServerCallsDestructiveOrTheOwnerDistrustsAsksFirst()
    {
        await using PipeServers servers = new(
            PipeServers.Tool("look", () => "seen", readOnly: true), PipeServers.Tool("erase", () => "gone", destructive: true),
            PipeServers.Tool("change", () => "changed", readOnly: false), PipeServers.Tool("add", () => "added", destructive: false, readOnly: false),
            PipeServers.Tool("plain", () => "plain"), PipeServers.Tool("odd", () => "odd"), PipeServers.Tool("hidden", () => "hidden"));
        await using McpToolServer server = Server(servers, new() { Confirm = ["odd"], Allow = ["look", "erase", "change", "add", "plain", "odd"] });
        Assert.Empty(server.Tools);

        await server.StartAsync(Token);

        Assert.Equal(["test_add", "test_change", "test_erase", "test_look", "test_odd", "test_plain"], server.Tools.Select(tool => tool.Name).Order());
        Assert.Equal(["test_change", "test_erase", "test_odd"], server.Tools.Where(tool => tool.GetService<ApprovalRequiredAIFunction>() is not null).Select(tool => tool.Name).Order());
        Assert.Contains("hidden", (await Assert.ThrowsAsync<ToolServerException>(() => server.FindAsync("hidden", Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AToolGetsItsArgumentsAndItsResultIsCutToMeasure()
    {
        await using PipeServers servers = new(PipeServers.Tool("repeat", (string word, int times) => string.Concat(Enumerable.Repeat(word, times))));
        await using McpToolServer server = Server(servers, new() { MaxResult = 100 });

        Assert.Equal("haha", await CallAsync(server, "repeat", ("word", "ha"), ("times", 2L)));
        Assert.Equal(100, (await CallAsync(server, "repeat", ("word", "ha"), ("times", 1_000))).Length);
        // The last letter that would be cut in two is left out.
        Assert.Equal(99, (await CallAsync(server, "repeat", ("word", "a🙂bcde"), ("times", 1_000))).Length);
    }

    [Fact]
    public async Task AToolThatRefusesSaysSo()
    {
        await using PipeServers servers = new(PipeServers.Tool("no", () => new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = "Not on Sundays." }] }));
        await using McpToolServer server = Server(servers, new());

        Assert.Equal("Not on Sundays.", (await Assert.ThrowsAsync<ToolRefusedException>(() => CallAsync(server, "no"))).Message);
    }

    [Fact]
    public async Task AServerThatCrashedIsStartedAnewForTheNextCall()
    {
        await using PipeServers servers = new(PipeServers.Tool("hello", () => "Hello."));
        await using McpToolServer server = Server(servers, new());
        AIFunction hello = await server.FindAsync("hello", Token);
        Assert.Equal("Hello.", await hello.InvokeAsync(cancellationToken: Token));

        servers.Crash();
        while (server.Tools.Count > 0)
            await YieldAsync();

        Assert.Equal("Hello.", await hello.InvokeAsync(cancellationToken: Token));
        Assert.Equal(2, servers.Count);
        Assert.Single(_log.All, line => line.StartsWith("The tool server test ended (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACallThatIsUnderWayWhenTheServerCrashesFailsAndIsNotDoneTwice()
    {
        TaskCompletionSource called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;
        await using PipeServers servers = new(PipeServers.Tool("hang", async (CancellationToken cancellationToken) =>
        {
            Interlocked.Increment(ref calls);
            called.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }));
        await using McpToolServer server = Server(servers, new());
        Task<string> hanging = CallAsync(server, "hang");
        await called.Task.WaitAsync(Token);

        servers.Crash();

        await Assert.ThrowsAsync<ToolServerException>(() => hanging);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task AServerThatIsNotThereIsNotTriedAtEveryTurn()
    {
        int tries = 0;
        await using PipeServers servers = new(PipeServers.Tool("hello", () => "Hello."));
        await using McpToolServer server = new("test", new ToolServerOptions(), () => ++tries < 3 ? throw new IOException("There is no such program.") : servers.Open(), _clock, _log);

        for (int turn = 0; turn < 3; turn++)
            Assert.Equal("The tool server test can't be used: There is no such program.", (await Assert.ThrowsAsync<ToolServerException>(() => server.FindAsync("hello", Token))).Message);
        Assert.Equal(1, tries);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<ToolServerException>(() => server.FindAsync("hello", Token));
        _clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<ToolServerException>(() => server.FindAsync("hello", Token));
        Assert.Equal(2, tries);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("Hello.", await CallAsync(server, "hello"));
        Assert.Equal(2, _log.All.Count(line => line.EndsWith("Its tools are off; it is tried again when one is wanted.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AServerThatSaysNothingIsGivenUpAfterItsTime()
    {
        await using PipeServers servers = new() { IsMute = true };
        await using McpToolServer server = Server(servers, new() { StartTimeout = TimeSpan.FromSeconds(10) });
        Task starting = server.StartAsync(Token);
        while (_clock.PendingTimers == 0)
            await YieldAsync();
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("The tool server test can't be used: no answer within 10 s.", (await Assert.ThrowsAsync<ToolServerException>(() => starting)).Message);
    }

    [Fact]
    public async Task WhoeverWaitsForAStartCanGiveUp()
    {
        await using PipeServers servers = new() { IsMute = true };
        await using McpToolServer server = Server(servers, new());
        using CancellationTokenSource stop = new();
        Task starting = server.StartAsync(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        Assert.Empty(_log.All);
    }

    private static async Task YieldAsync()
    {
        Token.ThrowIfCancellationRequested();
        await Task.Yield();
    }

    private static async Task<string> CallAsync(McpToolServer server, string tool, params (string Name, object? Value)[] arguments) =>
        (string)(await (await server.FindAsync(tool, Token)).InvokeAsync(new AIFunctionArguments(arguments.ToDictionary(argument => argument.Name, argument => argument.Value)), Token))!;

    private McpToolServer Server(PipeServers servers, ToolServerOptions options) => new("test", options, servers.Open, _clock, _log);

    private sealed class Lines : ILogger<McpToolServer>
    {
        private readonly List<string> _all = [];

        public IReadOnlyList<string> All
        {
            get
            {
                lock (_all)
                    return [.. _all];
            }
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_all)
                _all.Add(formatter(state, exception));
        }
    }
}
