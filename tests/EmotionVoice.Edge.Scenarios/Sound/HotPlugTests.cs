using System.Text.Json;
using EmotionVoice.Edge.Evaluation;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Testing.SoundServer;

namespace EmotionVoice.Edge.Scenarios.Sound;

/// <summary>Devices are pulled out and plugged in again under the daemon, on a real sound server.</summary>
public sealed class HotPlugTests
{
    private const int Times = 3;
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan s_promise = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_orderlyEnd = TimeSpan.FromSeconds(5);

    // It returns as another device than it went.
    private static readonly int[] s_rates = [44_100, 48_000, 44_100];

    private static readonly string s_hello = Path.Combine(AppContext.BaseDirectory, "Recordings", "hello.wav");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AfterTheMicrophoneWasPulledOutInTheMiddleOfASentenceThreeTimesTheNextTurnIsRight()
    {
        using CancellationTokenSource limit = Limit();
        await using HotPlugSound sound = await HotPlugSound.StartAsync(limit.Token);
        await WithDaemonAsync(sound, async daemon =>
        {
            for (int time = 0; time < Times; time++)
            {
                await using ChildProcess speaking = sound.BeginToSpeak(s_hello);
                await PassAsync(TimeSpan.FromSeconds(2.2), limit.Token); // "so sad"
                await TakesAsync("the loss is noticed", TimeSpan.MaxValue, daemon.WaitForErrorAsync("is lost", limit.Token), sound.UnplugMicrophoneAsync(limit.Token));
                await PassAsync(TimeSpan.FromSeconds(0.5 + time), limit.Token);
                await TakesAsync("the microphone is back", s_promise, daemon.WaitForErrorAsync("is back", limit.Token), sound.PlugMicrophoneAsync(limit.Token));
            }

            await sound.SpeakAsync(s_hello, limit.Token);
            // The first turn there is: no half sentence was answered.
            await AssertRightAsync(daemon, limit.Token);
        }, limit.Token);
    }

    [Fact]
    public async Task AfterTheLoudspeakerWasPulledOutInTheMiddleOfAnAnswerThreeTimesTheNextTurnIsRight()
    {
        using CancellationTokenSource limit = Limit();
        await using HotPlugSound sound = await HotPlugSound.StartAsync(limit.Token);
        await WithDaemonAsync(sound, async daemon =>
        {
            for (int time = 0; time < Times; time++)
            {
                await using (Recorder ear = await sound.RecordAsync(limit.Token))
                {
                    await sound.SpeakAsync(s_hello, limit.Token);
                    await ear.WaitForSoundAsync(limit.Token);
                    await TakesAsync(
                        "the turn ends", TimeSpan.MaxValue, daemon.WaitForErrorsAsync(limit.Token, "is lost", $"Turn {time + 1} failed"), sound.UnplugSpeakerAsync(limit.Token));
                }

                await PassAsync(TimeSpan.FromSeconds(0.5 + time), limit.Token);
                await TakesAsync("the loudspeaker is back", s_promise, daemon.WaitForErrorAsync("is back", limit.Token), sound.PlugSpeakerAsync(limit.Token, s_rates[time]));
            }

            await using Recorder recorder = await sound.RecordAsync(limit.Token);
            await sound.SpeakAsync(s_hello, limit.Token);
            await AssertRightAsync(daemon, limit.Token);
            await recorder.WaitForSoundAsync(limit.Token);
        }, limit.Token);
    }

    [Fact]
    public async Task ADaemonWhoseDevicesAreMissingAtBootIsReadyAndTakesThemWhenTheyCome()
    {
        using CancellationTokenSource limit = Limit();
        await using HotPlugSound sound = await HotPlugSound.StartAsync(limit.Token);
        await sound.UnplugMicrophoneAsync(limit.Token);
        await sound.UnplugSpeakerAsync(limit.Token);
        await WithDaemonAsync(sound, async daemon =>
        {
            await daemon.WaitForErrorAsync("The microphone \"default\" is lost", limit.Token);

            await TakesAsync(
                "both are back", s_promise, daemon.WaitForErrorsAsync(limit.Token, "The microphone \"default\" is back", "The loudspeaker \"default\" is back"),
                Task.WhenAll(sound.PlugMicrophoneAsync(limit.Token), sound.PlugSpeakerAsync(limit.Token)));
            await sound.SpeakAsync(s_hello, limit.Token);
            await AssertRightAsync(daemon, limit.Token);
        }, limit.Token);
    }

    [Fact]
    public async Task ADaemonThatBootsBeforeItsSoundServerWaitsForItAndOutlivesItsCrash()
    {
        using CancellationTokenSource limit = Limit();
        await using HotPlugSound sound = await HotPlugSound.StartAsync(limit.Token);
        await sound.CrashAsync(limit.Token);
        await WithDaemonAsync(sound, async daemon =>
        {
            await daemon.WaitForErrorAsync("The microphone \"default\" is lost", limit.Token);
            for (int time = 0; time < 2; time++)
            {
                await TakesAsync(
                    "both are back", s_promise, daemon.WaitForErrorsAsync(limit.Token, "The microphone \"default\" is back", "The loudspeaker \"default\" is back"),
                    sound.StartAgainAsync(limit.Token));
                await sound.SpeakAsync(s_hello, limit.Token);
                await AssertRightAsync(daemon, limit.Token);
                if (time == 0)
                    await TakesAsync(
                        "the crash is noticed", TimeSpan.MaxValue, daemon.WaitForErrorsAsync(limit.Token, "The microphone \"default\" is lost", "The loudspeaker \"default\" is lost"),
                        sound.CrashAsync(limit.Token));
            }
        }, limit.Token);
    }

    [Fact]
    public async Task AMicrophoneThatIsBusyAtBootIsHeardAsSoonAsItIsFree()
    {
        using CancellationTokenSource limit = Limit();
        await using HotPlugSound sound = await HotPlugSound.StartAsync(limit.Token);
        await sound.OccupyMicrophoneAsync(true, limit.Token);
        await WithDaemonAsync(sound, async daemon =>
        {
            await daemon.WaitForErrorAsync("The microphone \"default\" is lost", limit.Token);
            await TakesAsync("the microphone is there", s_promise, daemon.WaitForErrorAsync("is back", limit.Token), sound.OccupyMicrophoneAsync(false, limit.Token));
            await sound.SpeakAsync(s_hello, limit.Token);
            await AssertRightAsync(daemon, limit.Token);
        }, limit.Token);
    }

    [Fact]
    public async Task TheConfiguredMicrophoneIsPreferredWhenItReturns()
    {
        using CancellationTokenSource limit = Limit();
        await using HotPlugSound sound = await HotPlugSound.StartAsync(standIn: true, limit.Token);
        await WithDaemonAsync(sound, async daemon =>
        {
            await sound.UnplugMicrophoneAsync(limit.Token);
            await daemon.WaitForErrorAsync("\"default\" stands in for the microphone \"desk\"", limit.Token);
            await PassAsync(TimeSpan.FromSeconds(1), limit.Token);
            await TakesAsync("the configured one is preferred", TimeSpan.FromSeconds(15), daemon.WaitForErrorAsync("The microphone \"desk\" is back", limit.Token), sound.PlugMicrophoneAsync(limit.Token));
            await sound.SpeakAsync(s_hello, limit.Token);
            await AssertRightAsync(daemon, limit.Token);
        }, limit.Token, "--microphone", "desk", "--set", "Recovery:CheckConfigured=00:00:02");
    }

    [Fact]
    public async Task ASoundServerThatHangsInTheMiddleOfAnAnswerHoldsUpNeitherTheTurnNorTheEnd()
    {
        using CancellationTokenSource limit = Limit();
        await using HotPlugSound sound = await HotPlugSound.StartAsync(limit.Token);
        await WithDaemonAsync(sound, async daemon =>
        {
            await using Recorder ear = await sound.RecordAsync(limit.Token);
            await sound.SpeakAsync(s_hello, limit.Token);
            await ear.WaitForSoundAsync(limit.Token);
            await TakesAsync(
                "the turn ends", TimeSpan.FromSeconds(10), daemon.WaitForErrorsAsync(limit.Token, "Turn 1 failed", "The microphone \"default\" is lost"),
                sound.FreezeAsync(limit.Token));
        }, limit.Token);
    }

    [Fact]
    public async Task ASoundServerThatHungForAWhileIsUsedAgain()
    {
        using CancellationTokenSource limit = Limit();
        await using HotPlugSound sound = await HotPlugSound.StartAsync(limit.Token);
        await WithDaemonAsync(sound, async daemon =>
        {
            await PassAsync(TimeSpan.FromSeconds(1), limit.Token);
            await TakesAsync(
                "the loss is noticed", TimeSpan.FromSeconds(10), daemon.WaitForErrorsAsync(limit.Token, "The microphone \"default\" is lost", "The loudspeaker \"default\" is lost"),
                sound.FreezeAsync(limit.Token));
            await PassAsync(TimeSpan.FromSeconds(2), limit.Token);
            await TakesAsync(
                "both are back", s_promise, daemon.WaitForErrorsAsync(limit.Token, "The microphone \"default\" is back", "The loudspeaker \"default\" is back"),
                sound.ThawAsync(limit.Token));
            await sound.SpeakAsync(s_hello, limit.Token);
            await AssertRightAsync(daemon, limit.Token);
        }, limit.Token);
    }

    private static CancellationTokenSource Limit()
    {
        CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(s_limit);
        return limit;
    }

    // What the daemon said is the first thing to look at when a test fails.
    private static async Task WithDaemonAsync(HotPlugSound sound, Func<ChildProcess, Task> test, CancellationToken cancellationToken, params string[] settings)
    {
        // The recording has pauses of nearly half a second; what ends a turn is no matter of these tests.
        await using ChildProcess daemon = EmotionVoiceProgram.Start(
            sound.Environment,
            ["run", "--json", "--profile", ModelProfile.Embedded, "--set", "Endpointing:Silence=00:00:01", "--set", "Audio:WaitForDevices=true", .. settings]);
        try
        {
            await daemon.WaitForErrorAsync("Ready", cancellationToken);
            await test(daemon);
            await TakesAsync("the end", s_orderlyEnd, EndsWellAsync(daemon, cancellationToken), Task.CompletedTask);
        }
        catch
        {
            foreach (string line in daemon.ErrorsSoFar().Split('\n').Where(line => !line.StartsWith("Expression", StringComparison.Ordinal)))
                TestContext.Current.TestOutputHelper?.WriteLine(line);
            throw;
        }
    }

    private static async Task EndsWellAsync(ChildProcess daemon, CancellationToken cancellationToken)
    {
        daemon.Terminate();
        Assert.Equal(0, await daemon.EndAsync(cancellationToken));
    }

    // Real sound takes real time.
    private static async Task PassAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(time);
        await timer.WaitForNextTickAsync(cancellationToken);
    }

    private static async Task TakesAsync(string what, TimeSpan atMost, Task happens, Task after)
    {
        await after;
        long start = TimeProvider.System.GetTimestamp();
        await happens;
        TimeSpan taken = TimeProvider.System.GetElapsedTime(start);
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {taken.TotalSeconds:F2} s");
        Assert.True(taken <= atMost, $"{what} after {taken.TotalSeconds:F2} s");
    }

    private static async Task AssertRightAsync(ChildProcess daemon, CancellationToken cancellationToken)
    {
        string line = await daemon.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException(await daemon.ErrorsAsync());
        string said = JsonDocument.Parse(line).RootElement.GetProperty("transcript").GetProperty("text").GetString()!;
        // Letters, not words: the synthetic "today" comes out as "to-day" or "to me" from time to time, which is two words of thirteen.
        ErrorRate letters = ErrorRate.OfCharacters("Thank you. I am so sad today, because my best friend moved away.", said);
        Assert.True(letters.Percent <= 15, $"heard “{said}”");
    }
}
