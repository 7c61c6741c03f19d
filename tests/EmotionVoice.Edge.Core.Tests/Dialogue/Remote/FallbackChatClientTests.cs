using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Remote;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Remote;

public sealed class FallbackChatClientTests : IDisposable
{
    private static readonly object[] s_well = ["All", " is well.", ChatFinishReason.Stop];
    private static readonly RemoteOptions s_options = new() { Address = "http://brain.lan:8080/v1", Model = "big" };
    private static readonly ReplyStyle s_localStyle = new() { Tag = EmotionTag.Before, Persona = "You are small.", MaxTokens = 7 };

    private readonly FakeClock _clock = new();
    private readonly ConversationEvents _events = new();
    private readonly Lines _log = new();
    private readonly FakeChatClient _local = new("I am here.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AServerThatRepliesIsTheOnlyOneAsked()
    {
        using FallbackChatClient chat = Chat(s_well);

        (string text, string? authors) = await AskAsync(chat);

        Assert.Equal(("All is well.", "big at brain.lan:8080"), (text, authors));
        Assert.Empty(_local.Requests);
        Assert.Empty(_log);
    }

    [Fact]
    public async Task WhatTheServerSaidInWholeSentencesStaysAndTheModelHereGoesOn()
    {
        using FallbackChatClient chat = Chat(["The door is open. ", "You may come in. It clo", new IOException()]);

        (string text, string? authors) = await AskAsync(chat);

        Assert.Equal(("The door is open. You may come in. I am here.", "big at brain.lan:8080, then small"), (text, authors));
        Assert.Equal(["You are small.", "[sad] Hello.", "The door is open. You may come in."], _local.Requests[0].Select(message => message.Text));
        Assert.Equal(ChatRole.Assistant, _local.Requests[0][^1].Role);
    }

    public static TheoryData<string, object[]> Failures => new()
    {
        { "its first word didn't come within 1 s", [TimeSpan.FromSeconds(1.1), "late"] },
        { "its first word didn't come within 1 s", ["", TimeSpan.FromSeconds(0.6), "", TimeSpan.FromSeconds(0.6), "late"] },
        { "its reply can't be read (IOException)", [new IOException("secret")] },
        { "it refuses this device's key (401)", [new ReplyServerException("it refuses this device's key (401)")] },
        { "its reply broke off", [] },
        { "its reply broke off", ["It clo"] },
        { "its reply was empty", [" ", ChatFinishReason.Stop] },
    };

    [Theory, MemberData(nameof(Failures))]
    public async Task AServerThatSaysNothingWholeLeavesTheAnswerToTheModelHere(string trouble, object[] reply)
    {
        using ConversationEvents.Subscription events = _events.Subscribe();
        using FallbackChatClient chat = Chat(reply);

        (string text, string? authors) = await AskAsync(chat);

        Assert.Equal(("I am here.", "small"), (text, authors));
        Assert.Equal(["You are small.", "[sad] Hello."], _local.Requests[0].Select(message => message.Text));
        events.Dispose();
        Assert.Equal([new ReplyServerLost("brain.lan:8080", trouble)], await events.ReadAllAsync(Token).ToListAsync(Token));
        Assert.Equal([$"The reply server brain.lan:8080 is out of use: {trouble}. This device answers by itself until it is back."], _log);
    }

    [Fact]
    public async Task ASilenceInTheMiddleEndsTheWait()
    {
        using FallbackChatClient chat = Chat(["One. Two", TimeSpan.FromSeconds(1.1), " three."]);

        Assert.Equal("One. I am here.", (await AskAsync(chat)).Text);
    }

    [Fact]
    public async Task TheTimeThatSpeakingTakesIsNotTheServers()
    {
        using FallbackChatClient chat = Chat(s_well);
        WrittenReply reply = new(null);

        await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync(Prompt(), null, Token))
        {
            reply.Add(update);
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal("All is well.", reply.Text);
        Assert.Empty(_local.Requests);
    }

    [Fact]
    public async Task ADeadServerCostsItsTimeOnceAndIsTriedBesideTheConversation()
    {
        using ConversationEvents.Subscription events = _events.Subscribe();
        FakeServerChat remote = new(_clock, [TimeSpan.FromSeconds(2)], [new IOException()], s_well);
        using ReplyServer server = Server(remote);
        using FallbackChatClient chat = new(server, Local());

        await AskAsync(chat);
        await AskAsync(chat);
        Assert.Single(remote.Requests); // not asked again: it is not worth it

        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("I am here.", (await AskAsync(chat)).Text); // nobody waits for the trial
        await server.Trial;
        Assert.Equal(["Hello."], remote.Requests[1].Select(message => message.Text)); // and it carries no words
        await AskAsync(chat);
        Assert.Equal(2, remote.Requests.Count); // it failed

        _clock.Advance(TimeSpan.FromSeconds(10));
        await AskAsync(chat);
        await server.Trial;
        Assert.Equal("All is well.", (await AskAsync(chat)).Text);
        Assert.Equal(4, remote.Requests.Count);

        events.Dispose();
        Assert.Equal(
            [new ReplyServerLost("brain.lan:8080", "its first word didn't come within 1 s"), new ReplyServerReady("brain.lan:8080")],
            await events.ReadAllAsync(Token).ToListAsync(Token));
        Assert.Equal(2, _log.Count);
        Assert.Equal("The reply server brain.lan:8080 answers again.", _log[1]);
    }

    [Fact]
    public async Task ATrialGivesTheServerTimeToLoadItsModelAndThenMeasures()
    {
        FakeServerChat remote = new(_clock, [TimeSpan.FromSeconds(20), "Hi."], s_well);
        using ReplyServer server = Server(remote);

        server.WarmUp();
        await server.Trial;
        server.WarmUp();
        await server.Trial;

        Assert.Equal(2, remote.Requests.Count);
        Assert.True(server.IsWorthAsking());
    }

    [Theory]
    [InlineData(20, "its first word came after 20.0 s")]
    [InlineData(70, "it gave no reply within 60 s")]
    public async Task AServerThatStaysSlowIsNotWorthAsking(int seconds, string trouble)
    {
        using ReplyServer server = Server(new FakeServerChat(_clock, [TimeSpan.FromSeconds(seconds), "Hi."]));

        server.WarmUp();
        await server.Trial;

        Assert.False(server.IsWorthAsking());
        Assert.Contains(trouble, Assert.Single(_log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoeverStopsListeningBlamesNobody()
    {
        using CancellationTokenSource stop = new();
        using FallbackChatClient chat = Chat(["One.", " Two."], s_well);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync(Prompt(), null, stop.Token))
                await stop.CancelAsync();
        });
        await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync(Prompt(), null, Token))
            break;

        Assert.Equal("All is well.", (await AskAsync(chat)).Text);
        Assert.Empty(_log);
        Assert.Empty(_local.Requests);
    }

    [Fact]
    public async Task WhenTheModelHereFailsTooTheTurnFails()
    {
        using FallbackChatClient chat = new(Server(new FakeServerChat(_clock, [new IOException()])), new ReplyModel("small", new FakeChatClient(new InvalidOperationException("no memory")), s_localStyle));

        await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(chat));
    }

    [Fact]
    public async Task EachModelIsAskedInItsOwnWay()
    {
        FakeServerChat remote = new(_clock, [new IOException()]);
        FakeServerChat local = new(_clock, s_well);
        using FallbackChatClient chat = new(Server(remote), new ReplyModel("small", local, s_localStyle));

        await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync(Prompt(), new ChatOptions { MaxOutputTokens = 160, Temperature = 0 }, Token))
        {
        }

        Assert.Equal(["You are big.", "Hello. (The speaker sounds sad.)"], remote.Requests[0].Select(message => message.Text));
        Assert.Equal(["You are small.", "[sad] Hello."], local.Requests[0].Select(message => message.Text));
        Assert.Equal((160, 7, 0f), (remote.Options!.MaxOutputTokens, local.Options!.MaxOutputTokens, local.Options.Temperature));
    }

    [Fact]
    public async Task NothingIsSpokenTwiceAndTheConversationRemembersWhatWasSpoken()
    {
        TurnBench bench = new() { Chat = Chat(["The door is open. You", " may", " wai", TimeSpan.FromSeconds(2)]), Style = new ReplyStyle { Persona = "You are big." } };

        TurnReport? report = await bench.Turns.RunAsync(Some.Utterance(), Token);

        Assert.Equal(["The door is open.", "I am here."], bench.Voice.Requests.Select(request => request.Text));
        Assert.Equal("The door is open. I am here.", report!.Reply!.Text);
        Assert.Equal("big at brain.lan:8080, then small", report.Reply.Engine);
        Assert.Equal("The door is open. I am here.", bench.Conversation.Exchanges[0].Reply);
    }

    [Fact]
    public async Task WhatWasSaidIsNotSaidAgainByTheModelHere()
    {
        using FallbackChatClient chat = new(
            Server(new FakeServerChat(_clock, ["The door is open. You may", new IOException()])),
            new ReplyModel("small", new FakeChatClient("The door is open! Come in. The door is open. Sit down"), s_localStyle));

        Assert.Equal("The door is open. Come in. Sit down", (await AskAsync(chat)).Text);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("The door is open!")]
    public async Task AModelThatFindsNothingToAddRepliesFromTheStart(string continued)
    {
        FakeChatClient local = new(continued, "The door is open. Come in.");
        using FallbackChatClient chat = new(Server(new FakeServerChat(_clock, ["The door is open. You may", new IOException()])), new ReplyModel("small", local, s_localStyle));

        Assert.Equal("The door is open. Come in.", (await AskAsync(chat)).Text);
        Assert.Equal([ChatRole.Assistant, ChatRole.User], local.Requests.Select(request => request[^1].Role));
    }

    [Fact]
    public async Task APartOfALongSentenceThatIsSpokenAlreadyIsContinued()
    {
        const string part = "If you come tomorrow at nine in the morning or a little later,";
        TurnBench bench = new() { Chat = Chat([part + " the big do", new IOException()]), Style = new ReplyStyle() };

        await bench.Turns.RunAsync(Some.Utterance(), Token);

        Assert.Equal([part, "I am here."], bench.Voice.Requests.Select(request => request.Text));
        Assert.Equal(part, _local.Requests[0][^1].Text);
    }

    public void Dispose() => _local.Dispose();

    private static ReplyPrompt Prompt() =>
        new PromptComposer(new DialogueOptions(), new ReplyStyle { Persona = "You are big." }).Compose(new Conversation(6), "Hello.", EmotionLabel.Sad, null);

    private static async Task<(string Text, string? Authors)> AskAsync(FallbackChatClient chat)
    {
        ChatMessage reply = (await chat.GetResponseAsync(Prompt(), null, Token)).Messages[0];
        return (reply.Text, reply.AuthorName);
    }

    private FallbackChatClient Chat(params object[][] replies) => new(Server(new FakeServerChat(_clock, replies)), Local());

    private ReplyModel Local() => new("small", _local, s_localStyle);

    private ReplyServer Server(IChatClient chat) => new(chat, s_options, _events, _clock, _log);

    /// <summary>What is logged from Information on.</summary>
    private sealed class Lines : List<string>, ILogger<ReplyServer>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Add(formatter(state, exception));
        }
    }
}
