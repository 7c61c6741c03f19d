using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using EmotionVoice.Edge.Core.Dialogue.Remote;
using EmotionVoice.Edge.Engines.OpenAi;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.AI;
using static EmotionVoice.Edge.Testing.OpenAiServer.Step;

namespace EmotionVoice.Edge.Engines.Tests.OpenAi;

public sealed class OpenAiChatClientTests
{
    private static readonly object[] s_well = ["All", " is well.", Finish];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AReplyComesPieceByPieceWithItsEnd()
    {
        using OpenAiServer server = new(s_well);
        using OpenAiChatClient client = Client(server);

        List<ChatResponseUpdate> updates = await AskAsync(client);

        Assert.Equal(["All", " is well."], updates.Select(update => update.Text).Where(text => text.Length > 0));
        Assert.Single(updates, update => update.FinishReason == ChatFinishReason.Stop);
    }

    [Fact]
    public async Task TheServerIsToldWhatItNeedsAndNothingElse()
    {
        using OpenAiServer server = new(s_well);
        using OpenAiChatClient client = new(new RemoteOptions { Address = server.Address, Model = "big" }, "sesame");

        await AskAsync(client);

        OpenAiServer.Request request = Assert.Single(server.Requests);
        Assert.Equal(("/v1/chat/completions", "Bearer sesame"), (request.Path, request.Headers["Authorization"]));
        JsonElement body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal(["max_tokens", "messages", "model", "stream", "stream_options"], body.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("big", 96, true), (body.GetProperty("model").GetString(), body.GetProperty("max_tokens").GetInt32(), body.GetProperty("stream").GetBoolean()));
        Assert.Equal(["system", "user"], body.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()!));
    }

    [Fact]
    public async Task AConnectionIsUsedAgain()
    {
        using OpenAiServer server = new(s_well);
        using OpenAiChatClient client = Client(server);

        await AskAsync(client);

        Assert.Equal(["All", " is well."], (await AskAsync(client)).Select(update => update.Text).Where(text => text.Length > 0));
    }

    [Fact]
    public async Task AFunctionIsOfferedCalledAndItsResultSentBack()
    {
        using OpenAiServer server = new([new OpenAiServer.Call("light", """{"on":true,"room":"Küche"}""")], s_well);
        using OpenAiChatClient client = Client(server);
        ChatOptions options = new() { Tools = [AIFunctionFactory.CreateDeclaration("light", "Switches a light.", JsonDocument.Parse("""{"type":"object"}""").RootElement)] };

        List<ChatResponseUpdate> updates = await client.GetStreamingResponseAsync(Question(), options, Token).ToListAsync(Token);

        FunctionCallContent call = Assert.Single(updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>());
        Assert.Equal(("c1", "light", "True", "Küche"), (call.CallId, call.Name, call.Arguments!["on"]!.ToString(), call.Arguments["room"]!.ToString()));
        Assert.Equal(ChatFinishReason.ToolCalls, updates.Single(update => update.FinishReason is not null).FinishReason);

        await client.GetStreamingResponseAsync([.. Question(), new ChatMessage(ChatRole.Assistant, [call]), new ChatMessage(ChatRole.Tool, [new FunctionResultContent("c1", "It is on.")])], options, Token).ToListAsync(Token);

        JsonElement[] bodies = [.. server.Requests.Select(request => JsonDocument.Parse(request.Body).RootElement)];
        Assert.Equal("light", bodies[0].GetProperty("tools")[0].GetProperty("function").GetProperty("name").GetString());
        JsonElement[] messages = [.. bodies[1].GetProperty("messages").EnumerateArray()];
        Assert.Equal(["system", "user", "assistant", "tool"], messages.Select(message => message.GetProperty("role").GetString()!));
        Assert.Equal("""{"on":true,"room":"Küche"}""", JsonDocument.Parse(messages[2].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString()!).RootElement.GetRawText().Replace("\\u00FC", "ü", StringComparison.Ordinal));
        Assert.Equal(("c1", "It is on."), (messages[3].GetProperty("tool_call_id").GetString(), messages[3].GetProperty("content").GetString()));
    }

    [Fact]
    public async Task AFunctionCalledWithGarbageIsNoReply()
    {
        using OpenAiServer server = new([new OpenAiServer.Call("light", "you said so")]);
        using OpenAiChatClient client = Client(server);

        ReplyServerException e = await Assert.ThrowsAsync<ReplyServerException>(() => AskAsync(client));

        Assert.DoesNotContain("you said", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, ReplyServerCause.Key, "it refuses this device's key (401)")]
    [InlineData(404, ReplyServerCause.Model, "it has no model big, or its interface is elsewhere (404)")]
    [InlineData(429, ReplyServerCause.Server, "it has too much to do (429)")]
    [InlineData(503, ReplyServerCause.Server, "it has failed itself (503)")]
    [InlineData(400, ReplyServerCause.Server, "it refuses the question (400)")]
    public async Task ARefusalIsToldInOwnWordsAtOnce(int status, ReplyServerCause cause, string message)
    {
        using OpenAiServer server = new([new OpenAiServer.Whole(status, """{"error":{"message":"you said: I lost my key","type":"x","code":"y"}}""")]);
        using OpenAiChatClient client = Client(server);

        ReplyServerException e = await Assert.ThrowsAsync<ReplyServerException>(() => AskAsync(client));

        Assert.Equal((cause, message), (e.Cause, e.Message));
        Assert.DoesNotContain("lost", e.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests); // no second try: somebody waits
    }

    public static TheoryData<string> Garbage => ["data: {\"choices\":[{\"delta\":\n\n", "data: you said\n\n", "data: [1,2]\n\n"];

    [Theory, MemberData(nameof(Garbage))]
    public async Task GarbageIsNoReply(string sent)
    {
        using OpenAiServer server = new([new OpenAiServer.Raw(sent), Finish]);
        using OpenAiChatClient client = Client(server);

        ReplyServerException e = await Assert.ThrowsAsync<ReplyServerException>(() => AskAsync(client));

        Assert.StartsWith("what it sent is no reply", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("you said", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<html>you said</html>", "Content-Type: text/html")]
    [InlineData(302, "", "Location: http://127.0.0.1:1/elsewhere")]
    public async Task APageOrAnotherAddressIsNoReplyEither(int status, string body, string header)
    {
        using OpenAiServer server = new([new OpenAiServer.Whole(status, body, header)]);
        using OpenAiChatClient client = Client(server);

        // Whatever the client makes of it: no words, no end, nobody else asked.
        List<ChatResponseUpdate> updates = [];
        try
        {
            updates = await AskAsync(client);
        }
        catch (ReplyServerException e)
        {
            Assert.DoesNotContain("you said", e.ToString(), StringComparison.Ordinal);
            Assert.NotEqual(ReplyServerCause.Unreachable, e.Cause);
        }

        Assert.DoesNotContain(updates, update => update.Text.Length > 0 || update.FinishReason is not null);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AServerThatIsKilledInTheMiddleIsNoticedAfterItsWords()
    {
        using OpenAiServer server = new(["All ", Kill]);
        using OpenAiChatClient client = Client(server);
        List<string> texts = [];

        ReplyServerException e = await Assert.ThrowsAsync<ReplyServerException>(async () =>
        {
            await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(Question(), null, Token))
                texts.Add(update.Text);
        });

        Assert.Equal((ReplyServerCause.Unreachable, "the connection to it broke"), (e.Cause, e.Message));
    }

    [Fact]
    public async Task WhereNobodyListensThereIsNoConnection()
    {
        using TcpListener nobody = new(IPAddress.Loopback, 0);
        nobody.Start();
        int port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        using OpenAiChatClient client = new(new RemoteOptions { Address = $"http://127.0.0.1:{port}/v1", Model = "big", ConnectTimeout = TimeSpan.FromSeconds(10) }, null);

        ReplyServerException e = await Assert.ThrowsAsync<ReplyServerException>(() => AskAsync(client));

        Assert.Equal((ReplyServerCause.Unreachable, "there is no connection to it (ConnectionRefused)"), (e.Cause, e.Message));
    }

    [Fact]
    public async Task WaitingEndsWhenTheCallerSaysSo()
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using OpenAiServer server = new([Hang]);
        using OpenAiChatClient client = Client(server);

        Task asking = AskAsync(client, stop.Token);
        await server.Asked.WaitAsync(TimeSpan.FromSeconds(60), Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(TimeSpan.FromSeconds(60), Token));
    }

    [Fact]
    public async Task ItsModelsAreListed()
    {
        using OpenAiServer server = new(s_well) { Models = ["big", "bigger"] };
        using OpenAiChatClient client = Client(server);

        Assert.Equal(["big", "bigger"], await client.ModelsAsync(Token));
    }

    private static OpenAiChatClient Client(OpenAiServer server) =>
        new(new RemoteOptions { Address = server.Address, Model = "big", ConnectTimeout = TimeSpan.FromSeconds(10) }, null);

    private static ChatMessage[] Question() => [new(ChatRole.System, "You are big."), new(ChatRole.User, "How is it?")];

    private static async Task<List<ChatResponseUpdate>> AskAsync(OpenAiChatClient client, CancellationToken? cancellationToken = null) =>
        await client.GetStreamingResponseAsync(Question(), new ChatOptions { MaxOutputTokens = 96 }, cancellationToken ?? Token).ToListAsync(Token);
}
