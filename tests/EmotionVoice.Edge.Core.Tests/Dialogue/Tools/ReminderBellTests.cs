using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Tools;

public sealed class ReminderBellTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ATimerSetByVoiceRingsWhenItIsUpAndUntilSomebodySpeaks()
    {
        using ToolBench bench = new("set a timer for ten minutes");
        Assert.Equal("Timer set for 10 minutes.", await bench.HearAsync());
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task ringing = Bell(bench).RunAsync(stop.Token);

        await PassAsync(bench, TimeSpan.FromMinutes(9.9));
        Assert.Equal(0, bench.Announcer.Count);
        await PassAsync(bench, TimeSpan.FromMinutes(0.1));
        Assert.Equal("Excuse me, your timer of 10 minutes is up.", await bench.Announcer.NextAsync(Token));
        Assert.NotEmpty(bench.Store.Kept);
        await PassAsync(bench, ReminderBell.Pause);
        Assert.Equal("Excuse me, your timer of 10 minutes is up.", await bench.Announcer.NextAsync(Token));
        bench.Turns.Events.Publish(new SpeechStarted(default));

        await Until(() => bench.Reminders.All.Count == 0);
        Assert.Empty(bench.Store.Kept);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ringing);
        Assert.Equal(0, bench.Announcer.Count);
    }

    [Fact]
    public async Task NobodyThereIsCalledThreeTimes()
    {
        using ToolBench bench = new("set a timer for ten seconds");
        await bench.HearAsync();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task ringing = Bell(bench).RunAsync(stop.Token);

        await PassAsync(bench, TimeSpan.FromSeconds(10));
        for (int ring = 0; ring < ReminderBell.Rings; ring++)
        {
            await bench.Announcer.NextAsync(Token);
            if (ring + 1 < ReminderBell.Rings)
                await PassAsync(bench, ReminderBell.Pause);
        }

        await Until(() => bench.Reminders.All.Count == 0);
        await stop.CancelAsync();
        await ringing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.Equal(0, bench.Announcer.Count);
    }

    [Fact]
    public async Task AnAnnouncementThatFailsEndsItsReminderOnly()
    {
        using ToolBench bench = new("set a timer for ten seconds");
        await bench.HearAsync();
        bench.Announcer.Failure = new ControlException("no voice");
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task ringing = Bell(bench).RunAsync(stop.Token);

        await PassAsync(bench, TimeSpan.FromSeconds(10));
        await Until(() => bench.Reminders.All.Count == 0);

        Assert.False(ringing.IsCompleted);
        await stop.CancelAsync();
        await ringing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Fact]
    public async Task AFullDiskIsToldAndTheTimerStillRings()
    {
        using ToolBench bench = new("set a timer for ten seconds");
        bench.Store.Full = true;

        Assert.Equal("Timer set for 10 seconds. But I could not save it: if I am restarted, it won't ring.", await bench.HearAsync());

        Assert.Single(bench.Reminders.All);
    }

    [Fact]
    public async Task TimersAreListedAndCancelled()
    {
        using ToolBench bench = new("set a timer for ten minutes", "how much time is left on the timer", "set an alarm for 7 am", "cancel all timers");
        await bench.HearAsync();
        bench.Turns.Clock.Advance(TimeSpan.FromSeconds(90));

        Assert.Equal("The timer has 8 minutes and 30 seconds left.", await bench.HearAsync());
        Assert.Equal("Alarm set for 7 AM.", await bench.HearAsync());
        Assert.Equal("All 2 are cancelled.", await bench.HearAsync());
        Assert.Empty(bench.Store.Kept);
    }

    [Fact]
    public async Task AnAlarmKeepsItsHourWhenTheClocksChange()
    {
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test", "test summer",
            [TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 1, 2),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 6, 1))]);
        FakeClock clock = new() { Zone = zone };
        Reminders reminders = new(new MemoryReminderStore(), clock, NullLogger<Reminders>.Instance);
        await new ClockTools(reminders, clock).Tools.Single(tool => tool.Name == "set_alarm")
            .InvokeAsync(new(new Dictionary<string, object?> { ["time"] = "07:00", ["tomorrow"] = true }), Token);

        Assert.Equal(new DateTimeOffset(2026, 1, 2, 7, 0, 0, TimeSpan.FromHours(2)), Assert.Single(reminders.All).Due);
    }

    private static ReminderBell Bell(ToolBench bench) => new(bench.Reminders, bench.Announcer, bench.Turns.Events, bench.Turns.Clock, NullLogger<ReminderBell>.Instance);

    // Waits until the bell waits, so that no time passes unseen.
    private static async Task PassAsync(ToolBench bench, TimeSpan time)
    {
        for (TimeSpan left = time; left > TimeSpan.Zero; left -= TimeSpan.FromMinutes(1))
        {
            await Until(() => bench.Turns.Clock.PendingTimers > 0);
            bench.Turns.Clock.Advance(left < TimeSpan.FromMinutes(1) ? left : TimeSpan.FromMinutes(1));
        }
    }

    private static async Task Until(Func<bool> done)
    {
        while (!done())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
