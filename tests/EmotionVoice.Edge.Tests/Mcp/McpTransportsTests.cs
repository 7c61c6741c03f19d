using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Mcp;
using EmotionVoice.Edge.Testing.SoundServer;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Tests.Mcp;

public sealed class McpTransportsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void ASecretComesFromAFileOrACredential()
    {
        string file = _folder.Write("key", "s3cret\n"u8.ToArray());

        Assert.Equal("s3cret", McpSecret.Read("weather", file, _ => null));
        Assert.Equal("s3cret", McpSecret.Read("weather", "key", name => name == "CREDENTIALS_DIRECTORY" ? _folder.Path : null));
        Assert.Contains("LoadCredential=key:<file>", Assert.Throws<ToolServerException>(() => McpSecret.Read("weather", "key", _ => null)).Message, StringComparison.Ordinal);
        Assert.Contains("/none", Assert.Throws<ToolServerException>(() => McpSecret.Read("weather", _folder["none"], _ => null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARealServerGetsItsVariablesAndItsSecretsAndNothingElseOfTheDaemons()
    {
        Environment.SetEnvironmentVariable("EMOTIONVOICE_TEST_OF_TOOLS", "the daemon's own");
        await using McpToolServer server = NpmServer.Start(new()
        {
            Command = "node", Args = [NpmServer.Script("server-everything")], MaxResult = 100_000,
            Environment = { ["UNITS"] = "metric" }, Secrets = { ["API_KEY"] = _folder.Write("key", "s3cret\n"u8.ToArray()) },
        });

        string environment = (string)(await (await server.FindAsync("get-env", Token)).InvokeAsync(cancellationToken: Token))!;

        Assert.Contains("\"UNITS\": \"metric\"", environment, StringComparison.Ordinal);
        Assert.Contains("\"API_KEY\": \"s3cret\"", environment, StringComparison.Ordinal);
        Assert.Contains("\"PATH\"", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("EMOTIONVOICE", environment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARealServerElsewhereIsReachedOverHttp()
    {
        string script = NpmServer.Script("server-everything");
        string port = FreePort();
        await using ChildProcess process = ChildProcess.Run(new Dictionary<string, string> { ["PORT"] = port }, "node", script, "streamableHttp");
        await process.WaitForErrorAsync("listening on port", Token);
        await using McpToolServer server = NpmServer.Start(new() { Url = $"http://127.0.0.1:{port}/mcp", TokenFile = _folder.Write("token", "abc"u8.ToArray()) });

        Assert.Equal("Echo: hello", await EchoAsync());

        process.Kill();
        await Assert.ThrowsAsync<ToolServerException>(EchoAsync);

        async Task<object?> EchoAsync() => await (await server.FindAsync("echo", Token)).InvokeAsync(new AIFunctionArguments { ["message"] = "hello" }, Token);
    }

    [Fact]
    public async Task AProgramThatEndsAtOnceIsQuoted()
    {
        NpmServer.Script("server-everything");
        await using McpToolServer server = NpmServer.Start(new() { Command = "node", Args = ["-e", "console.error('no licence'); process.exit(3)"] });

        Assert.Equal("The tool server test can't be used: it ended and said: no licence.", (await Assert.ThrowsAsync<ToolServerException>(() => server.StartAsync(Token))).Message);
    }

    [Fact]
    public async Task AProgramThatIsNotThereIsNamed()
    {
        await using McpToolServer server = NpmServer.Start(new() { Command = "/usr/bin/no-such-tool-server" });

        Assert.Contains("/usr/bin/no-such-tool-server", (await Assert.ThrowsAsync<ToolServerException>(() => server.StartAsync(Token))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string FreePort()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
