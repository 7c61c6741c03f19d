using System.Runtime.CompilerServices;
using System.Text.Json;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Tools;

/// <summary>A model that calls functions, and what becomes of its calls.</summary>
public sealed class FunctionCallsTests
{
    private const string Moment = "One moment, I'll tell you when I have it.";

    private readonly FakeClock _clock = new();
    private readonly FakeAnnouncer _announcer = new();
    private readonly Conversation _conversation = new(6);
    private readonly List<string> _called = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AModelGetsTheResultOfItsCallAndGoesOn()
    {
        CallingChat chat = new(new FunctionCallContent("1", "home_light", Arguments("""{"on":true}""")), "The light is on now.");

        Assert.Equal("The light is on now.", await AnswerAsync(chat, Light(_ => Task.FromResult("done"))));

        Assert.Equal(["on=True"], _called);
        Assert.Contains("home_light", chat.Options[0].Tools!.Select(tool => tool.Name));
        Assert.Contains("set_timer", chat.Options[0].Tools!.Select(tool => tool.Name));
        Assert.Equal("done", Assert.IsType<FunctionResultContent>(chat.Requests[1][^1].Contents[0]).Result);
        Assert.Equal("1", Assert.IsType<FunctionCallContent>(chat.Requests[1][^2].Contents[0]).CallId);
    }

    [Fact]
    public async Task NothingIsDoneBeforeTheTurnIsDecided()
    {
        CallingChat chat = new(new FunctionCallContent("1", "home_light", Arguments("{}")), "Done.");
        TaskCompletionSource decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenSource draft = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<string> thrownAway = AnswerAsync(chat, Light(_ => Task.FromResult("done")), decided.Task, draft.Token);
        await Until(() => chat.Requests.Count == 1);
        await draft.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => thrownAway);
        Assert.Empty(_called);
    }

    [Fact]
    public async Task AFunctionThatIsNotThereIsTheModelsMistakeToMend()
    {
        CallingChat chat = new(new FunctionCallContent("1", "fly", Arguments("{}")), "I can't fly.");

        Assert.Equal("I can't fly.", await AnswerAsync(chat, Light(_ => Task.FromResult("done"))));

        Assert.Equal("There is no such function.", Assert.IsType<FunctionResultContent>(chat.Requests[1][^1].Contents[0]).Result);
    }

    [Fact]
    public async Task WhatAToolRefusesIsToldTheModelInTheToolsWords()
    {
        CallingChat chat = new(new FunctionCallContent("1", "home_light", Arguments("{}")), "Which light?");

        Assert.Equal("Which light?", await AnswerAsync(chat, Light(_ => Task.FromException<string>(new ToolRefusedException("Name a light.")))));

        Assert.Equal("Name a light.", Assert.IsType<FunctionResultContent>(chat.Requests[1][^1].Contents[0]).Result);
    }

    [Fact]
    public async Task AModelThatCallsForeverIsGivenNoMoreFunctions()
    {
        CallingChat chat = new(new FunctionCallContent("1", "home_light", Arguments("{}")));

        Assert.Equal("done", await AnswerAsync(chat, Light(_ => Task.FromResult("done"))));

        Assert.Equal(5, chat.Options.Count);
        Assert.Null(chat.Options[^1].Tools);
        Assert.Equal(4, _called.Count);
    }

    [Theory]
    [InlineData("yes", "done", 1)]
    [InlineData("no", "Okay, I'll leave it as it is.", 0)]
    public async Task ADangerousOneIsDoneAfterAYesOnly(string answer, string reply, int calls)
    {
        CallingChat chat = new(new object[] { "Of course.", new FunctionCallContent("1", "home_light", Arguments("""{"on":true}""")) }, "never");
        AIFunction light = Light(_ => Task.FromResult("done"));
        await using ToolDesk desk = Desk(new ApprovalRequiredAIFunction(light));

        string asked = await TextAsync(desk.AnswerAsync(chat, [new(ChatRole.User, "Light!")], new ChatOptions(), "en", Task.CompletedTask, Token));
        Assert.Equal("Of course. Are you sure that I should do this: home light, True?", asked);
        Assert.Empty(_called);
        _conversation.Add(new Exchange("Light!", EmotionLabel.Neutral, "en", asked));

        Assert.Equal(reply, await desk.For(answer, "en")!.Text(Token));
        Assert.Equal(calls, _called.Count);
    }

    [Theory]
    [InlineData(false, "Let me tell you: it is on.")]
    [InlineData(true, "done at last")]
    public async Task ASlowOneIsAcknowledgedAndTheModelWordsItsResultLater(bool modelFails, string announced)
    {
        TaskCompletionSource<string> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CallingChat chat = new(new FunctionCallContent("1", "home_light", Arguments("{}")), modelFails ? new InvalidOperationException("gone") : "Let me tell you: it is on.");
        await using ToolDesk desk = Desk(Light(_ => result.Task));
        Task<string> answer = TextAsync(desk.AnswerAsync(chat, [new(ChatRole.User, "Light!")], new ChatOptions(), "en", Task.CompletedTask, Token));
        await Until(() => _clock.PendingTimers >= 2);
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(Moment, await answer);
        Assert.Equal(0, _announcer.Count);

        result.SetResult("done at last");

        Assert.Equal(announced, await _announcer.NextAsync(Token));
    }

    [Fact]
    public async Task InATurnTheModelsCallIsSpokenAbout()
    {
        CallingChat chat = new(new FunctionCallContent("1", "set_timer", Arguments("""{"seconds":90}""")), "Your eggs are timed.");
        TurnBench turns = new() { Chat = chat, Style = new ReplyStyle { CallsFunctions = true }, Transcriber = new FakeTranscriber("I am boiling eggs, and they should be soft.") };
        Reminders reminders = new(new MemoryReminderStore(), turns.Clock, NullLogger<Reminders>.Instance);
        turns.Tools = new ToolDesk([new ClockTools(reminders, turns.Clock)], new ToolOptions(), _announcer, turns.Conversation, turns.Clock, NullLogger<ToolDesk>.Instance);

        Assert.Equal("Your eggs are timed.", (await turns.Turns.RunAsync(Some.Utterance(), Token))!.Reply!.Text);

        Assert.Equal(TimeSpan.FromSeconds(90), Assert.Single(reminders.All).Length);
    }

    [Fact]
    public async Task AModelThatCantCallIsOfferedNothing()
    {
        CallingChat chat = new("Hello.");
        TurnBench turns = new() { Chat = chat };
        turns.Tools = Desk(Light(_ => Task.FromResult("done")));

        await turns.Turns.RunAsync(Some.Utterance(), Token);

        Assert.Null(Assert.Single(chat.Options).Tools);
    }

    private AIFunction Light(Func<AIFunctionArguments, Task<string>> run) => FakeToolServer.Tool("home_light", (arguments, _) =>
    {
        lock (_called)
            _called.Add(string.Join(' ', arguments.Select(argument => $"{argument.Key}={argument.Value}")));
        return run(arguments);
    });

    private async Task<string> AnswerAsync(CallingChat chat, AIFunction tool, Task? decided = null, CancellationToken? cancellationToken = null)
    {
        await using ToolDesk desk = Desk(tool);
        return await TextAsync(desk.AnswerAsync(chat, [new(ChatRole.User, "Light!")], new ChatOptions(), "en", decided ?? Task.CompletedTask, cancellationToken ?? Token));
    }

    private ToolDesk Desk(AIFunction tool)
    {
        FakeToolServer server = new("home", tool);
        server.Started.SetResult();
        Reminders reminders = new(new MemoryReminderStore(), _clock, NullLogger<Reminders>.Instance);
        return new ToolDesk([new ClockTools(reminders, _clock)], new ToolOptions(), _announcer, _conversation, _clock, NullLogger<ToolDesk>.Instance, [server]);
    }

    private static Dictionary<string, object?> Arguments(string json) =>
        JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value);

    private static async Task<string> TextAsync(IAsyncEnumerable<ChatResponseUpdate> updates) => string.Concat(await updates.Select(update => update.Text).ToListAsync());

    private static async Task Until(Func<bool> done)
    {
        while (!done())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Answers with texts, calls, or several of them at once; the last one again and again.</summary>
    private sealed class CallingChat(params object[] answers) : IChatClient
    {
        private int _next;

        public List<List<ChatMessage>> Requests { get; } = [];

        public List<ChatOptions> Options { get; } = [];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            Options.Add(options!);
            Requests.Add([.. messages]);
            object answer = answers[Math.Min(_next++, answers.Length - 1)];
            await Task.Yield();
            foreach (object part in answer as object[] ?? [answer])
                yield return part switch
                {
                    Exception exception => throw exception,
                    FunctionCallContent call => new ChatResponseUpdate(ChatRole.Assistant, [call]),
                    string text => new ChatResponseUpdate(ChatRole.Assistant, text),
                    _ => throw new ArgumentException("An answer is a text, a call or an exception."),
                };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
