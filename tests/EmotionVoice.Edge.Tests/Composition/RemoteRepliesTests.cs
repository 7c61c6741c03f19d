using EmotionVoice.Edge.Commands;
using EmotionVoice.Edge.Commands.Chat;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static EmotionVoice.Edge.Testing.OpenAiServer.Step;

namespace EmotionVoice.Edge.Tests.Composition;

/// <summary>The conversation as the program puts it together, a real server on loopback, and the model of this repository behind it.</summary>
public sealed class RemoteRepliesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AServerAnswersAndHearsTheFeelingWithTheWords()
    {
        using OpenAiServer server = new(["I am sorry. ", "What happened?", Finish]);

        ChatTurn turn = await AskAsync(server);

        Assert.Equal("I am sorry. What happened?", turn.Reply);
        Assert.Equal($"big at {new Uri(server.Address).Authority}", turn.Engine);
        string body = Assert.Single(server.Turns).Body;
        Assert.Contains("I lost my ring at work. (The speaker sounds sad.)", body, StringComparison.Ordinal);
        Assert.Contains("You are Mira", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KilledInTheMiddleTheModelHereGoesOnBehindTheLastWholeSentence()
    {
        using OpenAiServer server = new(["I am so sorry. ", "It may be under the ta", Kill]);

        ChatTurn turn = await AskAsync(server);

        Assert.StartsWith("I am so sorry.", turn.Reply, StringComparison.Ordinal);
        Assert.DoesNotContain("It may be under the ta", turn.Reply, StringComparison.Ordinal);
        Assert.True(turn.Generated > 0, "The model here wrote nothing.");
    }

    public static TheoryData<string, object[]> Failures => new()
    {
        { "hangs before its first word", [Hang] },
        { "is killed before its first word", [Kill] },
        { "refuses the key", [new OpenAiServer.Whole(401, "{}")] },
        { "sends garbage", [new OpenAiServer.Raw("data: {nonsense\n\n"), Finish] },
        { "sends a page", [new OpenAiServer.Whole(200, "<html></html>", "Content-Type: text/html")] },
        { "sends nothing", [Finish] },
    };

    [Theory, MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task TheModelHereAnswersWhenTheServer(string fails, object[] reply)
    {
        using OpenAiServer server = new(reply);

        ChatTurn turn = await AskAsync(server, ("Remote:FirstWord", "00:00:00.300"));

        Assert.True(turn.Reply.Length > 0 && turn.Reply != PhraseBook.SayAgain("en"), $"No answer when the server {fails}.");
        Assert.DoesNotContain("big at", turn.Engine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASilenceInTheMiddleIsNotWaitedOut()
    {
        using OpenAiServer server = new(["I am so sorry. It may", Hang]);

        ChatTurn turn = await AskAsync(server, ("Remote:BetweenWords", "00:00:00.300"));

        Assert.StartsWith("I am so sorry.", turn.Reply, StringComparison.Ordinal);
        Assert.DoesNotContain("It may", turn.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AModelThereCallsTheToolsHere()
    {
        using OpenAiServer server = new([new OpenAiServer.Call("set_timer", """{"seconds":90}""")], ["Take a minute and a half. ", "Then look again.", Finish]);

        ChatTurn turn = await AskAsync(server, ("Remote:CallsFunctions", "true"));

        Assert.Equal("Take a minute and a half. Then look again.", turn.Reply);
        Assert.Contains("\"tool_call_id\":\"c1\"", server.Turns.Last().Body, StringComparison.Ordinal);
        Assert.Contains("1 minute and 30 seconds", server.Turns.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatDiesAfterAToolHasWorkedCostsNotItsResult()
    {
        using OpenAiServer server = new([new OpenAiServer.Call("set_timer", """{"seconds":90}""")], [Kill]);

        ChatTurn turn = await AskAsync(server, ("Remote:CallsFunctions", "true"));

        Assert.Contains("1 minute and 30 seconds", turn.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheKeyComesFromItsFile()
    {
        using Models.TestFolder folder = new();
        string file = folder.Write("key", "sesame\n"u8.ToArray());
        using OpenAiServer server = new(["Hi there.", Finish]);

        await AskAsync(server, ("Remote:KeyFile", file));

        Assert.All(server.Requests, request => Assert.Equal("Bearer sesame", request.Headers["Authorization"]));
    }

    // Patience that a loaded machine doesn't use up, unless the test is about it.
    private static async Task<ChatTurn> AskAsync(OpenAiServer server, params (string Key, string Value)[] settings)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Models:Profile", "remote"), new("Models:Reply", "emotionvoice-reply"), new("Logging:LogLevel:Default", "None"),
            new("Remote:Address", server.Address), new("Remote:Model", "big"),
            new("Remote:ConnectTimeout", "00:00:10"), new("Remote:FirstWord", "00:00:30"), new("Remote:BetweenWords", "00:00:30"),
        ]).AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        await using ServiceProvider services = CommandServices.Build(configuration, own => own.AddSingleton<IAnnouncer>(new FakeAnnouncer()));
        TypedConversation conversation;
        try
        {
            conversation = ActivatorUtilities.CreateInstance<TypedConversation>(services, new TypedConversationOptions(EmotionLabel.Sad, Greedy: true));
        }
        catch (Exception e) when (EmotionVoice.Edge.Failures.ExitCode(e) == ExitCodes.Unavailable)
        {
            Assert.Skip($"{e.Message} (./scripts/test.sh fetches what registries have)");
            throw;
        }

        await foreach (string piece in conversation.AnswerAsync("I lost my ring at work.", Token))
        {
            // Only the whole turn counts.
        }

        return conversation.Last!;
    }
}
