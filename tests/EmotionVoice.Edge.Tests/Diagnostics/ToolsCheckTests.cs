using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Diagnostics;
using EmotionVoice.Edge.Mcp;
using EmotionVoice.Edge.Tests.Mcp;

namespace EmotionVoice.Edge.Tests.Diagnostics;

public sealed class ToolsCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARealServerIsStartedAndItsToolsAreNamed()
    {
        ToolServerOptions server = new() { Command = "node", Args = [NpmServer.Script("server-everything")], Allow = ["echo", "get-sum"], Confirm = ["echo"] };

        Assert.Equal(CheckResult.Ok("tools", "the tool server test has echo (asks first), get-sum"), await LookAsync(server));
    }

    [Fact]
    public async Task AToolThatTheServerLacksIsNamed()
    {
        ToolServerOptions server = new() { Command = "node", Args = [NpmServer.Script("server-everything")], Allow = ["echo", "ehco"], Phrases = [new() { Tool = "ehco", Say = ["say {x}"] }] };

        Assert.Equal(CheckResult.Warn("tools", "the tool server test has no ehco; it has echo", "Correct the names in Tools:Servers:test"), await LookAsync(server));
    }

    [Fact]
    public async Task AServerThatIsNotThereIsAWarningWithTheCommandToTry()
    {
        CheckResult result = await LookAsync(new() { Command = "/usr/bin/no-such-tool-server", Args = ["--stdio"] });

        Assert.Equal(CheckStatus.Warn, result.Status);
        Assert.StartsWith("The tool server test can't be used: ", result.Detail, StringComparison.Ordinal);
        Assert.EndsWith(" Its tools are off, all else works", result.Detail, StringComparison.Ordinal);
        Assert.Equal("Try it by hand: /usr/bin/no-such-tool-server --stdio; or correct Tools:Servers:test", result.Advice);
    }

    [Fact]
    public async Task WithoutServersThereIsNothingToSay() =>
        Assert.Equal([CheckResult.NotApplicable("tools", "Tools:Servers names no server")], await new ToolsCheck(new ToolOptions(), []).RunAsync(Token));

    private static async Task<CheckResult> LookAsync(ToolServerOptions options)
    {
        await using McpToolServer server = NpmServer.Start(options);
        return Assert.Single(await new ToolsCheck(new ToolOptions { Servers = { ["test"] = options } }, [server]).RunAsync(Token));
    }
}
