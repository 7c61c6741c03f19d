using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Tools;

public sealed class ToolDeskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheTimeIsToldWithoutAModel()
    {
        using ToolBench bench = new("What time is it?", "오늘 며칠이야?");

        Assert.Equal("It's 12 AM.", await bench.HearAsync());
        Assert.Empty(bench.Chat.Requests);
        Assert.Equal(new Exchange("What time is it?", Core.Emotion.EmotionLabel.Sad, "en", "It's 12 AM."), bench.Turns.Conversation.Exchanges[^1]);
    }

    [Fact]
    public async Task VolumeAndBrightnessAreSetAndNeverToSilence()
    {
        using ToolBench bench = new("set the volume to thirty percent", "volume 0", "dim the lights");

        Assert.Equal("The volume is at 30 percent.", await bench.HearAsync());
        Assert.Equal(0.3, bench.Volume.Volume, 6);
        await bench.HearAsync();
        Assert.Equal(0.1, bench.Volume.Volume, 6);
        Assert.Equal("The brightness is at 30 percent.", await bench.HearAsync());
    }

    [Fact]
    public async Task ADangerousToolIsDoneAfterAYes()
    {
        using ToolBench bench = new("mute the microphone", "yes please");

        Assert.EndsWith("Shall I?", await bench.HearAsync(), StringComparison.Ordinal);
        Assert.False(bench.Mute.IsMuted);
        Assert.Equal("The microphone is off.", await bench.HearAsync());
        Assert.True(bench.Mute.IsMuted);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("no, yes, no")]
    [InlineData("what's the weather like", "The model answers.")]
    public async Task AnythingButAYesLeavesItUndone(string answer, string reply = "Okay, I'll leave it as it is.")
    {
        using ToolBench bench = new("mute the microphone", answer, "yes");

        await bench.HearAsync();
        Assert.Equal(reply, await bench.HearAsync());
        // And a yes to something else doesn't do it later.
        Assert.Equal("The model answers.", await bench.HearAsync());
        Assert.False(bench.Mute.IsMuted);
    }

    [Fact]
    public async Task ALateYesCountsNoMore()
    {
        using ToolBench bench = new("mute the microphone", "yes");

        await bench.HearAsync();
        bench.Turns.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("The model answers.", await bench.HearAsync());
        Assert.False(bench.Mute.IsMuted);
    }

    [Fact]
    public async Task ForgettingWaitsForTheEndOfItsTurnAndTakesItToo()
    {
        using ToolBench bench = new("My name is Anna.", "forget everything", "yes");
        await bench.HearAsync();
        await bench.HearAsync();
        IDisposable turn = await bench.Floor.TakeAsync(Token);

        Assert.Equal("All right, I'm forgetting it all.", await bench.HearAsync());
        Assert.NotEmpty(bench.Turns.Conversation.Exchanges);
        using ConversationEvents.Subscription events = bench.Turns.Events.Subscribe();
        turn.Dispose();

        await foreach (ConversationEvent happened in events.ReadAllAsync(Token))
            if (happened is ConversationForgotten)
                break;
        Assert.Empty(bench.Turns.Conversation.Exchanges);
    }

    [Theory]
    [InlineData(true, "I've asked for somebody to come and help you.")]
    [InlineData(false, "I'm sorry, I can't call anybody from here.")]
    public async Task APersonIsCalledWhereThereIsOne(bool there, string answer)
    {
        using ToolBench bench = new("I want to speak to a human");
        bench.Options.HandOver = there;

        List<ConversationEvent> events = await bench.Turns.EventsOf(async () => Assert.Equal(answer, await bench.HearAsync()));

        Assert.Equal(there, events.OfType<HandOverRequested>().Any());
    }

    [Fact]
    public async Task ASlowToolIsAcknowledgedAndItsResultAnnouncedLater()
    {
        FakeClock clock = new();
        FakeAnnouncer announcer = new();
        TaskCompletionSource<string> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ToolDesk desk = Desk(clock, announcer, () => result.Task);

        Task<string> answer = desk.For("what time is it", "en")!.Text(Token);
        await Wait(() => clock.PendingTimers >= 2); // the time limit, and the acknowledgement
        Assert.False(answer.IsCompleted);
        clock.Advance(new ToolOptions().AcknowledgeAfter);

        Assert.Equal("One moment, I'll tell you when I have it.", await answer);
        Assert.Equal(0, announcer.Count);
        clock.Advance(TimeSpan.FromSeconds(5));
        result.SetResult("It is late.");
        Assert.Equal("It is late.", await announcer.NextAsync(Token));
    }

    [Fact]
    public async Task AToolThatFailsOrNeverEndsIsTold()
    {
        FakeClock clock = new();
        FakeAnnouncer announcer = new();
        await using ToolDesk broken = Desk(clock, announcer, () => Task.FromException<string>(new InvalidOperationException("no")));
        Assert.Equal("I'm sorry, that didn't work just now.", await broken.For("what time is it", "en")!.Text(Token));
        Assert.Equal("죄송해요, 그건 지금 할 수 없었어요.", await broken.For("지금 몇 시야", "ko")!.Text(Token));

        await using ToolDesk stuck = Desk(clock, announcer, () => new TaskCompletionSource<string>().Task);
        Task<string> answer = stuck.For("what time is it", "en")!.Text(Token);
        await Wait(() => clock.PendingTimers >= 2);
        clock.Advance(TimeSpan.FromMinutes(1));
        await answer;
        Assert.Equal("I'm sorry, that didn't work just now.", await announcer.NextAsync(Token));
    }

    [Fact]
    public async Task AModelThatCanCallFunctionsGetsTheSameTools()
    {
        using ToolBench bench = new("hello");

        AIFunction timer = bench.Turns.Tools!.Tools.Single(tool => tool.Name == "set_timer");
        object? said = await timer.InvokeAsync(new AIFunctionArguments { ["seconds"] = System.Text.Json.JsonSerializer.SerializeToElement(90) }, Token);

        Assert.Equal("Timer set for 1 minute and 30 seconds.", said);
        Assert.Equal("""{"type":"object","properties":{"seconds":{"description":"Length in seconds.","type":"number"}},"required":["seconds"]}""", timer.JsonSchema.GetRawText());
        Assert.Equal(["mute_microphone", "forget_conversation"], bench.Turns.Tools.Tools.OfType<ApprovalRequiredAIFunction>().Select(tool => tool.Name));
    }

    private static ToolDesk Desk(FakeClock clock, FakeAnnouncer announcer, Func<Task<string>> time) => new(
        [new OneTool(AIFunctionFactory.Create(time, new AIFunctionFactoryOptions { Name = "get_time", MarshalResult = (value, _, _) => ValueTask.FromResult(value) }))],
        new ToolOptions(), announcer, new Conversation(6), clock, NullLogger<ToolDesk>.Instance);

    private static async Task Wait(Func<bool> until)
    {
        while (!until())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class OneTool(AIFunction tool) : IToolSource
    {
        public IEnumerable<AIFunction> Tools => [tool];
    }
}
