using System.Globalization;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Fleet;
using EmotionVoice.Edge.Observers.Mqtt;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Commands;
using EmotionVoice.Edge.Tests.Observers.Mqtt;

namespace EmotionVoice.Edge.Tests.Fleet;

/// <summary>With a real broker, real messages of the program, and messages of somebody who means no good.</summary>
public sealed class DashboardBrokerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SeveralDevicesAreSeenAsTheyReport()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Viewer viewer = Viewer.Of(broker.Port);
        TurnBench turns = new() { VoiceEmotion = new FakeVoiceEmotion(EmotionLabel.Angry) };
        await using MqttBench lab = new(Named(broker.Port, "lab"));
        await using (MqttBench hall = new(Named(broker.Port, "hall"), turns.Events))
        {
            await viewer.UntilAsync(store => store.Devices.Count(device => device.IsOnline == true) == 2);
            await turns.Pipeline(Some.Silence(TimeSpan.FromSeconds(1)), Some.Speech(TimeSpan.FromSeconds(1)), Some.Silence(TimeSpan.FromSeconds(1))).RunAsync(Token);
            turns.Events.Publish(new DeviceLost(DeviceRole.Microphone, "USB mic", "gone"));
            await viewer.UntilAsync(store => store.Devices is [{ Turn: not null, LostDevices: 1, Health: not null }, _]);
            await hall.EndAsync();
        }

        await viewer.UntilAsync(store => store.Devices[0].IsOnline == false);
        Assert.Equal(["hall", "lab"], viewer.Store.Devices.Select(device => device.Name));
        Assert.Equal(EmotionLabel.Angry, viewer.Store.Devices[0].Feeling!.Label);
        Assert.True(viewer.Store.Devices[1].IsOnline);
        Assert.Equal(0, viewer.Store.Ignored);
    }

    [Fact]
    public async Task TheBrokerMayGoAndComeBack()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Viewer viewer = Viewer.Of(broker.Port, new FastClock(20));
        await viewer.UntilAsync(_ => viewer.Link.Trouble is null);

        await broker.StopAsync();
        await viewer.UntilAsync(_ => viewer.Link.Trouble is not null);
        await broker.StartAsync(Token);
        await viewer.UntilAsync(_ => viewer.Link.Trouble is null);
        await broker.PublishAsync("emotionvoice/hall/availability", "online", Token);

        await viewer.UntilAsync(store => store.Devices.Count == 1);
    }

    [Fact]
    public async Task NothingThatAStrangerWritesReachesTheTerminalRaw()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await broker.PublishAsync("emotionvoice/hall/availability", "online", Token, "-r");
        await broker.PublishAsync("emotionvoice/hall/state", """{"state":"\u001b]0;owned\u0007\u001b[31mlistening"}""", Token, "-r");
        await broker.PublishAsync("emotionvoice/ha ll/availability", "online", Token, "-r");
        await broker.PublishAsync("emotionvoice/flood/state", new string('x', 1_000_000), Token, "-r");

        ProgramRun run = await ProgramRun.OfAsync("dashboard", "--broker", $"127.0.0.1:{broker.Port.ToString(CultureInfo.InvariantCulture)}", "--once", "3");

        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.DoesNotContain(run.Output, c => char.IsControl(c) && c != '\n');
        Assert.Contains("● hall              ]0;owned[…", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 device, 1 online", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 messages not understood", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePasswordComesFromAFileAndAWrongOneIsNamed()
    {
        await using Mosquitto broker = Mosquitto.NotYet("allow_anonymous false", "password_file {folder}/passwords");
        await Mosquitto.RunAsync("mosquitto_passwd", null, Token, "-b", "-c", Path.Combine(broker.Folder, "passwords"), "wall", "right");
        await broker.StartAsync(Token);
        string file = Path.Combine(broker.Folder, "password"), address = $"127.0.0.1:{broker.Port.ToString(CultureInfo.InvariantCulture)}";

        await File.WriteAllTextAsync(file, "right\n", Token);
        ProgramRun good = await ProgramRun.OfAsync("dashboard", "--broker", address, "--user", "wall", "--password-file", file, "--once", "2");
        await File.WriteAllTextAsync(file, "wrong\n", Token);
        ProgramRun bad = await ProgramRun.OfAsync("dashboard", "--broker", address, "--user", "wall", "--password-file", file, "--once", "2");

        Assert.Equal(ExitCodes.Ok, good.ExitCode);
        Assert.Equal(ExitCodes.Unavailable, bad.ExitCode);
        Assert.Contains("it refuses", bad.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", bad.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:many", "Mqtt:Port: 'many' is not a number.")]
    [InlineData("127.0.0.1:70000", "Mqtt.Port must be between")]
    public async Task AWrongAddressIsTold(string broker, string problem)
    {
        ProgramRun run = await ProgramRun.OfAsync("dashboard", "--broker", broker, "--once", "1");

        Assert.Equal(ExitCodes.Configuration, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        run.IsPlain();
    }

    private static MqttOptions Named(int port, string device)
    {
        MqttOptions options = MqttBench.Options(port);
        options.Device = device;
        return options;
    }

    /// <summary>A link at work.</summary>
    private sealed class Viewer : IAsyncDisposable
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

        private readonly CancellationTokenSource _stop = new();
        private readonly Task _listening;

        private Viewer(int port, TimeProvider clock)
        {
            MqttOptions options = Named(port, "viewer");
            Store = new FleetStore(TimeProvider.System);
            Link = new FleetLink(options, MqttSecrets.Read(options, _ => null), Store, new ReconnectPolicy(() => 0), clock);
            _listening = Link.RunAsync(_stop.Token);
        }

        public FleetStore Store { get; }

        public FleetLink Link { get; }

        public static Viewer Of(int port, TimeProvider? clock = null) => new(port, clock ?? TimeProvider.System);

        public async Task UntilAsync(Func<FleetStore, bool> seen)
        {
            long start = TimeProvider.System.GetTimestamp();
            using PeriodicTimer look = new(TimeSpan.FromMilliseconds(20));
            while (!seen(Store))
            {
                Assert.True(TimeProvider.System.GetElapsedTime(start) < s_patience, $"Not seen. But: {string.Join('\n', Store.Devices)} {Link.Trouble}");
                await look.WaitForNextTickAsync(Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }
    }
}
