using EmotionVoice.Edge.Core.Dialogue.Tools;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Tools;

public sealed class ToolServersCheckTests
{
    [Fact]
    public void EveryWrongFieldIsNamed()
    {
        ToolOptions options = new()
        {
            Servers =
            {
                ["my tools"] = new() { Command = "node" },
                ["both"] = new() { Command = "node", Url = "https://tools.lan/mcp" },
                ["neither"] = new(),
                ["odd"] = new() { Url = "tools.lan", Args = ["x"] },
                ["open"] = new() { Url = "http://tools.lan/mcp", TokenFile = "/token" },
                ["local"] = new() { Url = "http://127.0.0.1:3001/mcp", TokenFile = "/token" },
                ["token"] = new() { Command = "node", TokenFile = "/token", MaxResult = 1, StartTimeout = TimeSpan.Zero },
                ["phrases"] = new()
                {
                    Command = "node", Allow = ["echo"],
                    Phrases = [new() { Tool = "echo" }, new() { Tool = "other", Say = ["say {x}"], With = { ["x"] = "1" } }, new() { Say = ["{x}"] }],
                },
            },
        };

        Assert.Equal(
            [
                "Tools:Servers:my tools: a name has only letters, digits, - and _, at most 32.",
                "Tools:Servers:both: a server has either a Command or a Url.",
                "Tools:Servers:neither: a server has either a Command or a Url.",
                "Tools:Servers:odd:Url: 'tools.lan' is no http or https address.",
                "Tools:Servers:odd: Args, Environment and Secrets are for a Command; a Url has a TokenFile.",
                "Tools:Servers:open:TokenFile: over http anybody on the way could read the token; use https.",
                "Tools:Servers:token:TokenFile: this is for a Url; give a Command its secrets by Secrets.",
                "Tools:Servers:token:StartTimeout must be between 00:00:01 and 00:05:00.",
                "Tools:Servers:token:MaxResult must be between 100 and 100000.",
                "Tools:Servers:phrases:Phrases:0:Say: what is to be said for it?",
                "Tools:Servers:phrases:Phrases:1:Tool: other is not among the tools that Allow allows.",
                "Tools:Servers:phrases:Phrases:1:Say: 'say {x}': x is given by With already.",
                "Tools:Servers:phrases:Phrases:2:Tool: which tool?",
                "Tools:Servers:phrases:Phrases:2:Say: '{x}': It has no word that must be said.",
            ],
            new ToolServersCheck().Validate(null, options).Failures);
    }

    [Fact]
    public void NoServerIsFine() => Assert.Same(ValidateOptionsResult.Success, new ToolServersCheck().Validate(null, new ToolOptions()));
}
