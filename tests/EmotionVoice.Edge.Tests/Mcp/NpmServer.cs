using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Mcp;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Tests.Mcp;

/// <summary>Real servers of tools, as npm has them.</summary>
internal static class NpmServer
{
    /// <summary>The program of a server; the test is skipped where it isn't installed.</summary>
    public static string Script(string package)
    {
        string script = Path.Combine(Repository.Root, "artifacts", "mcp", "node_modules", "@modelcontextprotocol", package, "dist", "index.js");
        if (!File.Exists(script) || !Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "node"))))
            Assert.Skip($"The tool server {package} is not here, or there is no node to run it. To run this test: ./scripts/test.sh installs it.");
        return script;
    }

    public static (string, string)[] Settings(string name, string package, params (string Key, string Value)[] settings) =>
        [.. Command(package).Concat(settings).Select(setting => ($"Tools:Servers:{name}:{setting.Item1}", setting.Item2))];

    public static McpToolServer Start(ToolServerOptions options, Func<string, string?>? environment = null) =>
        new("test", options, () => McpTransports.Open("test", options, environment ?? (_ => null)), TimeProvider.System, NullLogger<McpToolServer>.Instance);

    private static IEnumerable<(string, string)> Command(string package) => [("Command", "node"), ("Args:0", Script(package))];
}
