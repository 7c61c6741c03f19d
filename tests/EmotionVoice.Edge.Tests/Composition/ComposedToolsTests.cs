using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Mcp;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Composition;

/// <summary>From spoken words through the whole daemon to a real tool server in its own process, and back to the loudspeaker.</summary>
public sealed class ComposedToolsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AToolOfARealServerIsCalledInATurn()
    {
        FakeClock clock = new();
        await using ComposedDaemon daemon = await ComposedDaemon.StartAsync(clock, "The model answers.", gpio: null, Everything(
            ("Phrases:0:Tool", "get-sum"), ("Phrases:0:Say:0", "add {a} and {b}"), ("Phrases:0:Say:1", "{a} 더하기 {b}")));

        Assert.Equal("The sum of 20 and 22 is 42.", await daemon.AskAsync(clock, "Add twenty and twenty two, please."));
        Assert.Equal("The sum of 3 and 25 is 28.", await daemon.AskAsync(clock, "삼 더하기 이십오"));
        Assert.Equal("The model answers.", await daemon.AskAsync(clock, "I can't add."));
        Assert.Contains("The sum of 20 and 22 is 42.", Spoken(daemon));
        Assert.DoesNotContain(daemon.Lines, line => line.Contains("twenty", StringComparison.OrdinalIgnoreCase) || line.Contains("sum of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AToolOfFiveSecondsIsAcknowledgedAndItsResultSpokenLater()
    {
        // In real time, as the server's: what counts is what comes when nothing has come yet.
        await using ComposedDaemon daemon = await ComposedDaemon.StartAsync(TimeProvider.System, "The model answers.", gpio: null, Everything(
            ("Phrases:0:Tool", "trigger-long-running-operation"), ("Phrases:0:Say:0", "wash the dishes"), ("Phrases:0:With:duration", "5"), ("Phrases:0:With:steps", "2")));
        await daemon.Service<IToolServer>().StartAsync(Token);

        daemon.Speak("Please wash the dishes.");

        TurnReport report = (await daemon.UntilAsync<TurnCompleted>()).Report;
        Assert.Equal("One moment, I'll tell you when I have it.", report.Reply!.Text);
        Assert.DoesNotContain(Spoken(daemon), text => text.StartsWith("Long running", StringComparison.Ordinal));
        await daemon.UntilAsync<StateChanged>(changed => changed.State == ConversationState.Speaking);
        await daemon.UntilAsync<StateChanged>(changed => changed.State == ConversationState.Listening);
        Assert.Contains(Spoken(daemon), text => text.StartsWith("Long running operation completed.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("No, don't.", "Okay, I'll leave it as it is.", false)]
    [InlineData("Yes.", "Successfully wrote to ", true)]
    public async Task ADangerousToolOfARealServerIsDoneAfterAYesOnly(string answer, string reply, bool done)
    {
        string list = _folder["list.txt"];
        FakeClock clock = new();
        await using ComposedDaemon daemon = await ComposedDaemon.StartAsync(clock, "The model answers.", gpio: null, NpmServer.Settings("files", "server-filesystem",
            ("Args:1", _folder.Path), ("Phrases:0:Tool", "write_file"), ("Phrases:0:Say:0", "make {content} my list"), ("Phrases:0:With:path", list)));

        // Nothing in the settings says so: the server itself calls it destructive.
        Assert.EndsWith(", milk and eggs?", await daemon.AskAsync(clock, "Make milk and eggs my list."), StringComparison.Ordinal);
        Assert.False(File.Exists(list));
        Assert.StartsWith(reply, await daemon.AskAsync(clock, answer), StringComparison.Ordinal);

        Assert.Equal(done, File.Exists(list) && File.ReadAllText(list) == "milk and eggs");
        Assert.Equal("The model answers.", await daemon.AskAsync(clock, "Yes."));
    }

    [Fact]
    public async Task AServerThatIsMissingCostsNoTurn()
    {
        FakeClock clock = new();
        await using ComposedDaemon daemon = await ComposedDaemon.StartAsync(clock, "The model answers.", gpio: null,
            ("Tools:Servers:gone:Command", "/usr/bin/no-such-tool-server"), ("Tools:Servers:gone:Phrases:0:Tool", "sing"), ("Tools:Servers:gone:Phrases:0:Say:0", "sing"));

        Assert.Equal("I'm sorry, I can't reach what I need for that right now.", await daemon.AskAsync(clock, "Sing!"));
        Assert.Equal("The model answers.", await daemon.AskAsync(clock, "Hello."));
        Assert.Contains(daemon.Lines, line => line.StartsWith("Warning: The tool server gone can't be used:", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static (string, string)[] Everything(params (string, string)[] settings) => NpmServer.Settings("everything", "server-everything", settings);

    private static string[] Spoken(ComposedDaemon daemon) => [.. ((FakeSynthesizer)daemon.Service<ISynthesizer>()).Requests.Select(request => request.Text)];
}
