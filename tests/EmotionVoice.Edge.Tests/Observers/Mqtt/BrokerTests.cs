using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Observers.Mqtt;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>With a real broker, seen through mosquitto_sub.</summary>
public sealed class BrokerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly string[] s_retained = ["availability", "state", "emotion"];

    [Fact]
    public async Task ABirthMessageAndTheStateAreRetained()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using MqttBench bench = new(MqttBench.Options(broker.Port));
        await using (Subscriber first = await Subscriber.StartAsync(broker.Port, "#", Token))
            await first.WaitAsync("/state", Token);

        await using Subscriber late = await Subscriber.StartAsync(broker.Port, "#", Token);

        Assert.Equal("online", (await late.WaitAsync("test/availability", Token)).Payload);
        Heard state = await late.WaitAsync("test/state", Token);
        Assert.True(state.Retained);
        Schemas.AssertValid("state", state.Payload);
        Assert.True((await late.WaitAsync("homeassistant/device/emotionvoice_test/config", Token)).Retained);
    }

    [Fact]
    public async Task AWholeTurnIsPublishedInOrderAndWithoutItsWords()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/#", Token);
        TurnBench turns = new();
        await using MqttBench bench = new(MqttBench.Options(broker.Port), turns.Events);
        await subscriber.WaitAsync("/state", Token);

        await turns.Pipeline(Some.Silence(TimeSpan.FromSeconds(1)), Some.Speech(TimeSpan.FromSeconds(1)), Some.Silence(TimeSpan.FromSeconds(1))).RunAsync(Token);
        await bench.EndAsync();
        await subscriber.WaitAsync(heard => heard is { Topic: "emotionvoice/test/availability", Payload: "offline" }, Token);

        string[] seen = [.. subscriber.All.Where(heard => !heard.Topic.EndsWith("/health", StringComparison.Ordinal)).Select(heard =>
            heard.Topic.Split('/')[2] is "state" ? "state " + JsonDocument.Parse(heard.Payload).RootElement.GetProperty("state").GetString() : heard.Topic.Split('/')[2])];
        Assert.Equal(
            ["availability", "state starting", "state listening", "state hearing", "state thinking", "emotion", "state speaking", "turn", "state listening", "availability"], seen);
        foreach (Heard heard in subscriber.All.Where(heard => heard.Payload.StartsWith('{')))
            Schemas.AssertValid(heard.Topic.Split('/')[2], heard.Payload);
        Assert.DoesNotContain(subscriber.All, heard => heard.Payload.Contains("Hello", StringComparison.Ordinal) || heard.Payload.Contains("How are", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WordsArePublishedOnlyWhenTheOwnerWantsIt()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/turn", Token);
        TurnBench turns = new();
        MqttOptions options = MqttBench.Options(broker.Port);
        options.PublishTranscripts = true;
        await using MqttBench bench = new(options, turns.Events);

        await turns.Turns.RunAsync(Some.Utterance(), Token);

        Heard turn = await subscriber.WaitAsync("/turn", Token);
        Schemas.AssertValid("turn", turn.Payload);
        Assert.Contains("Hello there.", turn.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLastWillSaysOfflineWhenTheProcessIsKilled()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/availability", Token);
        string own = Environment.ProcessPath!;
        string[] command = Path.GetFileNameWithoutExtension(own) == "dotnet" ? [own, typeof(MqttChild).Assembly.Location] : [own];
        using Process child = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], "child", "mqtt", broker.Port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
        })!;
        await subscriber.WaitAsync(heard => heard.Payload == "online", Token);

        child.Kill();

        await subscriber.WaitAsync(heard => heard.Payload == "offline", Token);
        await child.WaitForExitAsync(Token);
        await using Subscriber late = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/availability", Token);
        Assert.True((await late.WaitAsync(heard => heard.Payload == "offline", Token)).Retained);
    }

    [Fact]
    public async Task EverythingRetainedIsThereAgainAfterTheBrokerForgotIt()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        TurnBench turns = new();
        await using MqttBench bench = new(MqttBench.Options(broker.Port), turns.Events, new FastClock(10));
        await using (Subscriber before = await Subscriber.StartAsync(broker.Port, "#", Token))
        {
            await turns.Turns.RunAsync(Some.Utterance(), Token);
            await before.WaitAsync("/emotion", Token);
        }

        await broker.StopAsync();
        await broker.StartAsync(Token);

        await using Subscriber after = await Subscriber.StartAsync(broker.Port, "#", Token);
        foreach (string topic in s_retained)
            await after.WaitAsync("emotionvoice/test/" + topic, Token);
        await after.WaitAsync("/config", Token);
        Assert.Single(bench.Log.Lines, line => line.Text.Contains("is away", StringComparison.Ordinal));
        Assert.Single(bench.Log.Lines, line => line.Text.Contains("is back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TenMinutesWithoutTheBrokerLoseNoEventAndCountWhatIsDropped()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using TcpGate gate = new(broker.Port);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/#", Token);
        MqttOptions options = MqttBench.Options(gate.Port);
        options.TelemetryQueue = 20;
        FastClock clock = new(200);
        gate.Open();
        await using MqttBench bench = new(options, clock: clock);
        await subscriber.WaitAsync("/state", Token);
        TurnBench turns = new();
        TurnCompleted turn = (await turns.EventsOf(() => turns.Turns.RunAsync(Some.Utterance(), Token))).OfType<TurnCompleted>().Single();

        await gate.CloseAsync();
        long away = clock.GetTimestamp();
        for (int i = 1; i <= 600; i++)
        {
            bench.Events.Publish(new DeviceReady($"device {i}"));
            bench.Events.Publish(turn);
            await Task.Delay(TimeSpan.FromSeconds(1), clock, Token);
        }

        gate.Open();
        await subscriber.WaitForAsync(all => all.Any(heard => heard.Payload.Contains("device 600\"", StringComparison.Ordinal)), Token);

        int[] sequences = [.. subscriber.All.Where(heard => heard.Topic.EndsWith("/event", StringComparison.Ordinal))
            .Select(heard => JsonDocument.Parse(heard.Payload).RootElement.GetProperty("sequence").GetInt32()).Distinct()];
        Assert.Equal(Enumerable.Range(1, 600), sequences);
        // The turns that did not fit, and what health and state reports came between them at the clock's pace.
        Assert.InRange(bench.Observer.Outbox.DroppedTelemetry, 580, 1_200);
        Assert.Equal(0, bench.Observer.Outbox.DroppedEvents);
        // At most one in 48 s once the waits are long; a busy machine makes the ten minutes longer.
        Assert.InRange(bench.Observer.Link.Attempts, 8, 10 + (int)(clock.GetElapsedTime(away).TotalSeconds / 48));
        Assert.Single(bench.Log.Lines, line => line.Text.Contains("is away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AWrongPasswordIsToldOnceAndTheBrokerIsNotHammered()
    {
        await using Mosquitto broker = Mosquitto.NotYet("allow_anonymous false", "password_file {folder}/passwords");
        await Mosquitto.RunAsync("mosquitto_passwd", null, Token, "-b", "-c", Path.Combine(broker.Folder, "passwords"), "mira", "right");
        await broker.StartAsync(Token);
        MqttOptions options = MqttBench.Options(broker.Port);
        options.UserName = "mira";
        options.PasswordFile = Path.Combine(broker.Folder, "mine");
        await File.WriteAllTextAsync(options.PasswordFile, "wrong\n", Token);
        FastClock clock = new(20);

        await using MqttBench bench = new(options, clock: clock);
        await Task.Delay(TimeSpan.FromMinutes(1), clock, Token);

        Assert.InRange(bench.Observer.Link.Attempts, 1, 10);
        (LogLevel level, string text) = Assert.Single(bench.Log.Lines);
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains("refuses this device", text, StringComparison.Ordinal);
        Assert.Contains("Mqtt:UserName", text, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePasswordMayComeFromASystemdCredential()
    {
        await using Mosquitto broker = Mosquitto.NotYet("allow_anonymous false", "password_file {folder}/passwords");
        await Mosquitto.RunAsync("mosquitto_passwd", null, Token, "-b", "-c", Path.Combine(broker.Folder, "passwords"), "mira", "right");
        await broker.StartAsync(Token);
        MqttOptions options = MqttBench.Options(broker.Port);
        options.UserName = "mira";
        options.PasswordCredential = "mqtt-password";
        await File.WriteAllTextAsync(Path.Combine(broker.Folder, "mqtt-password"), "right\n", Token);

        await using MqttBench bench = new(options, environment: name => name == MqttSecrets.CredentialsVariable ? broker.Folder : null);

        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/availability", Token, "-u", "mira", "-P", "right");
        Assert.Equal("online", (await subscriber.WaitAsync("/availability", Token)).Payload);
    }

    [Fact]
    public async Task HomeAssistantGetsTheDeviceAgainWhenItComesOnline()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using MqttBench bench = new(MqttBench.Options(broker.Port));
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "homeassistant/device/#", Token);
        await subscriber.WaitAsync("/config", Token);
        int before = subscriber.All.Count;

        await broker.PublishAsync("homeassistant/status", "online", Token);

        await subscriber.WaitForAsync(all => all.Count > before, Token);
        Assert.Equal(subscriber.All[0].Payload, subscriber.All[^1].Payload);
    }

    [Fact]
    public async Task ABrokerOfMqtt3IsSpokenToInItsOwnVersion()
    {
        await using OldBroker broker = new();

        await using MqttBench bench = new(MqttBench.Options(broker.Port));

        Assert.Equal([5, 4], await broker.VersionsAsync(2, Token));
        await broker.WaitForAsync("emotionvoice/test/state", Token);
        Assert.Contains(bench.Log.Lines, line => line.Text.Contains("MQTT 3.1.1", StringComparison.Ordinal));
    }

    [Fact]
    public void AMissingPasswordFileIsAnErrorOfTheSettings()
    {
        MqttOptions options = new() { UserName = "mira", PasswordFile = "/nowhere/password", Tls = true, CaFile = "/nowhere/ca.pem" };

        EmotionVoice.Edge.Composition.SettingsException error = Assert.Throws<EmotionVoice.Edge.Composition.SettingsException>(() => MqttSecrets.Read(options, _ => null));

        Assert.Equal(["Mqtt:PasswordFile", "Mqtt:CaFile"], error.Problems.Select(problem => problem.Split(": ")[0]));
    }
}
