using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.State;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Tests.State;

public sealed class FileReminderStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void WhatIsKeptIsReadAgain()
    {
        Reminder[] reminders =
        [
            new(ReminderKind.Timer, _clock.GetUtcNow().AddMinutes(10), TimeSpan.FromMinutes(10), "ko"),
            new(ReminderKind.Alarm, new DateTimeOffset(2026, 1, 2, 7, 0, 0, TimeSpan.FromHours(9)), null, "en"),
        ];

        Store().Save(reminders);

        Assert.Equal(reminders, Store().Load());
        Assert.Equal(["reminders.json"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(5, "Excuse me, your timer of 10 minutes is up.")]
    [InlineData(45, "While I was off, your timer of 10 minutes ran out.")]
    public async Task ATimerSetByVoiceRingsAfterARestart(int restartAfterMinutes, string said)
    {
        TurnBench before = new() { Transcriber = new FakeTranscriber("set a timer for ten minutes") };
        before.Tools = new ToolDesk(
            [new ClockTools(Reminders(), _clock)], new ToolOptions(), new FakeAnnouncer(), before.Conversation, _clock, NullLogger<ToolDesk>.Instance);
        await before.Turns.RunAsync(Some.Utterance(), Token);

        _clock.Advance(TimeSpan.FromMinutes(restartAfterMinutes));
        FakeAnnouncer announcer = new();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task ringing = new ReminderBell(Reminders(), announcer, new ConversationEvents(), _clock, NullLogger<ReminderBell>.Instance).RunAsync(stop.Token);
        while (announcer.Count == 0)
        {
            if (_clock.PendingTimers > 0)
                _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(said, await announcer.NextAsync(Token));
        await stop.CancelAsync();
        await ringing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Fact]
    public void ADamagedFileIsPutAsideAndNothingIsSet()
    {
        File.WriteAllText(Store().Path, "[{\"kind\":\"Timer\"");

        Assert.Empty(Store().Load());
        Assert.True(File.Exists(Store().Path + ".damaged"));
        Assert.False(File.Exists(Store().Path));
    }

    [Fact]
    public void WhatCantBeWrittenLeavesTheOldFileWhole()
    {
        Reminder kept = new(ReminderKind.Timer, _clock.GetUtcNow(), TimeSpan.FromMinutes(1), "en");
        Store().Save([kept]);
        // A folder where the new file should be: no writer gets past it, not even root.
        Directory.CreateDirectory(Store().Path + ".new");

        Assert.Throws<IOException>(() => Store().Save([]));
        Assert.Equal([kept], Store().Load());
    }

    [Theory]
    [InlineData("/var/lib/emotionvoice:/var/lib/other", null, "/var/lib/emotionvoice")]
    [InlineData(null, "/state", "/state/emotionvoice")]
    [InlineData(null, null, "/home/me/.local/state/emotionvoice")]
    public void TheFolderIsTheServicesOrTheUsers(string? service, string? user, string folder) =>
        Assert.Equal(folder, StateFolder.Discover(name => name switch { "STATE_DIRECTORY" => service, "XDG_STATE_HOME" => user, "HOME" => "/home/me", _ => null }));

    public void Dispose() => _folder.Dispose();

    private FileReminderStore Store() => new(_folder.Path, NullLogger<FileReminderStore>.Instance);

    private Reminders Reminders() => new(Store(), _clock, NullLogger<Reminders>.Instance);
}
