using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Tools;

/// <summary>Phrases of the settings, and what they call.</summary>
public sealed class ToolServerPhrasesTests
{
    private const string Moment = "One moment, I'll tell you when I have it.";

    private readonly FakeClock _clock = new();
    private readonly FakeAnnouncer _announcer = new();
    private readonly Conversation _conversation = new(6);
    private readonly Lines _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("What's the weather in New York?", "en", "Sunny in New York for 2 days.")]
    [InlineData("서울 날씨 알려 줘", "ko", "Sunny in 서울 for 2 days.")]
    public async Task APhraseCallsItsToolWithWhatWasSaidAndWhatIsAlwaysTheSame(string said, string language, string answer)
    {
        FakeToolServer server = Weather((call, _) => Task.FromResult($"Sunny in {call["city"]} for {call["days"]} days."));
        server.Started.SetResult();
        await using ToolDesk desk = Desk(server);

        DirectAnswer wanted = desk.For(said, language)!;
        Assert.Equal(0, server.Starts);
        Assert.Equal(answer, await wanted.Text(Token));
        Assert.Null(desk.For("Nice weather today.", "en"));
    }

    [Fact]
    public async Task OwnToolsGoFirst()
    {
        FakeToolServer server = Weather((_, _) => Task.FromResult("never"));
        await using ToolDesk desk = Desk(server);

        Assert.Equal("It's 12 AM.", await desk.For("What time is it?", "en")!.Text(Token));
    }

    [Fact]
    public async Task AServerThatCantBeUsedIsToldAndTheLogSaysWhy()
    {
        FakeToolServer server = Weather((_, _) => Task.FromResult("never"));
        server.Started.SetException(new ToolServerException("The tool server home can't be used: it is not installed."));
        await using ToolDesk desk = Desk(server);

        Assert.Equal("I'm sorry, I can't reach what I need for that right now.", await desk.For("weather in Oslo", "en")!.Text(Token));
        Assert.Equal(["The tool home_weather can't be used; the user was told. The tool server home can't be used: it is not installed."], _log.All);
    }

    [Fact]
    public async Task WhatAToolRefusesIsToldAndStandsInNoLog()
    {
        FakeToolServer server = Weather((call, _) => Task.FromException<string>(new ToolRefusedException($"There is no {call["city"]}.")));
        server.Started.SetResult();
        await using ToolDesk desk = Desk(server);

        Assert.Equal("I'm sorry, that didn't work just now.", await desk.For("weather in Atlantis", "en")!.Text(Token));
        Assert.Equal(["The tool home_weather says that it could not do it; the user was told."], _log.All);
    }

    [Fact]
    public async Task AToolOfFiveSecondsIsAcknowledgedWithinOneAndItsResultComesAfterOtherTalk()
    {
        FakeToolServer server = Weather(async (_, cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(5), _clock, cancellationToken);
            return "Sunny.";
        });
        server.Started.SetResult();
        await using ToolDesk desk = Desk(server);

        Task<string> answer = desk.For("weather in Oslo", "en")!.Text(Token);
        await Until(() => _clock.PendingTimers >= 3); // the tool, its time limit, the acknowledgement
        DateTimeOffset asked = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(Moment, await answer);
        Assert.InRange(_clock.GetUtcNow() - asked, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Remember("weather in Oslo", Moment);
        Remember("Thank you.", "You're welcome.");
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(0, _announcer.Count);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("Excuse me, here is what you asked for before. Sunny.", await _announcer.NextAsync(Token));
    }

    [Fact]
    public async Task AResultRightAfterItsAcknowledgementIsJustTheResult()
    {
        TaskCompletionSource<string> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FakeToolServer server = Weather((_, _) => result.Task);
        server.Started.SetResult();
        await using ToolDesk desk = Desk(server);
        await AcknowledgeAsync(desk, "weather in Oslo");

        result.SetResult("Sunny.");

        Assert.Equal("Sunny.", await _announcer.NextAsync(Token));
    }

    [Fact]
    public async Task WhatIsStillAtWorkWhenTheDaemonEndsIsNamed()
    {
        FakeToolServer server = Weather(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellationToken);
            return "never";
        });
        server.Started.SetResult();
        ToolDesk desk = Desk(server);
        await AcknowledgeAsync(desk, "weather in Oslo");

        await desk.DisposeAsync();

        Assert.Equal(["The daemon ends while the tool home_weather is at work; its result is lost."], _log.All);
        Assert.Equal(0, _announcer.Count);
    }

    [Theory]
    [InlineData("yes", "Sunny.", 1)]
    [InlineData("no", "Okay, I'll leave it as it is.", 0)]
    public async Task ADangerousOneAsksAndSaysWhatFor(string answer, string reply, int calls)
    {
        int called = 0;
        FakeToolServer server = Dangerous(() => called++);
        server.Started.SetResult();
        await using ToolDesk desk = Desk(server);

        string question = await desk.For("weather in Oslo", "en")!.Text(Token);
        Assert.Equal("Are you sure that I should do this: home weather, 2, Oslo?", question);
        Remember("weather in Oslo", question);

        Assert.Equal(reply, await desk.For(answer, "en")!.Text(Token));
        Assert.Equal(calls, called);
        Assert.Null(desk.For("yes", "en"));
    }

    [Theory]
    [InlineData("yes", "Sunny.", 1)]
    [InlineData("no", "Okay, I'll leave it as it is.", 0)]
    public async Task ItsQuestionMayComeLateBecauseItsServerHadToStart(string answer, string reply, int calls)
    {
        int called = 0;
        FakeToolServer server = Dangerous(() => called++);
        await using ToolDesk desk = Desk(server);
        await AcknowledgeAsync(desk, "weather in Oslo");
        Remember("weather in Oslo", Moment);
        Assert.Null(desk.For("yes", "en"));

        server.Started.SetResult();
        Assert.Equal("Are you sure that I should do this: home weather, 2, Oslo?", await _announcer.NextAsync(Token));
        DirectAnswer? answered = null;
        await Until(() => (answered = desk.For(answer, "en")) is not null);

        Assert.Equal(reply, await answered!.Text(Token));
        Assert.Equal(calls, called);
    }

    [Fact]
    public async Task ALongResultIsReadOutInWholeSentences()
    {
        FakeToolServer server = Weather((_, _) => Task.FromResult(string.Join(' ', Enumerable.Repeat("It will rain in the morning.", 100))));
        server.Started.SetResult();
        await using ToolDesk desk = Desk(server);

        string said = await desk.For("weather in Oslo", "en")!.Text(Token);

        Assert.InRange(said.Length, 350, 400);
        Assert.EndsWith("morning.", said, StringComparison.Ordinal);
    }

    private static FakeToolServer Weather(Func<AIFunctionArguments, CancellationToken, Task<string>> run) =>
        new("home", FakeToolServer.Tool("home_weather", run, """{"properties":{"days":{"type":"integer"}}}"""));

    private static FakeToolServer Dangerous(Action called) => new("home", new ApprovalRequiredAIFunction(FakeToolServer.Tool("home_weather", (_, _) =>
    {
        called();
        return Task.FromResult("Sunny.");
    })));

    private ToolDesk Desk(FakeToolServer server)
    {
        ToolOptions options = new()
        {
            Servers = { ["home"] = new() { Command = "-", Phrases = [new() { Tool = "weather", Say = ["weather in {city}", "{city} 날씨", "what time is it"], With = { ["days"] = "2" } }] } },
        };
        Reminders reminders = new(new MemoryReminderStore(), _clock, new Lines<Reminders>());
        return new ToolDesk([new ClockTools(reminders, _clock)], options, _announcer, _conversation, _clock, _log, [server]);
    }

    private async Task AcknowledgeAsync(ToolDesk desk, string words)
    {
        Task<string> answer = desk.For(words, "en")!.Text(Token);
        await Until(() => _clock.PendingTimers >= 2); // the time limit, and the acknowledgement
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(Moment, await answer);
    }

    private void Remember(string user, string reply) => _conversation.Add(new Exchange(user, EmotionLabel.Neutral, "en", reply));

    private static async Task Until(Func<bool> done)
    {
        while (!done())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private class Lines<T> : ILogger<T>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (All)
                All.Add(formatter(state, exception));
        }
    }

    private sealed class Lines : Lines<ToolDesk>;
}
