using System.Device.Gpio;
using System.Globalization;
using System.Text.Json;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Devices.Tests.Button;
using EmotionVoice.Edge.Models;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Observers.Mqtt;
using Heard = EmotionVoice.Edge.Tests.Observers.Mqtt.Heard;

namespace EmotionVoice.Edge.Tests.Composition;

/// <summary>Commands from somebody else's client, through a real broker, to what the whole daemon does.</summary>
public sealed class ComposedCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryCommandDoesWhatItSays()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/#", Token);
        await using ComposedDaemon daemon = await StartAsync(broker, ("Wake:Mode", "Button"), ("Led:Ring", "Terminal"));
        await StateAsync(subscriber, "\"state\":\"idle\"");

        Assert.True(await AskAsync(broker, subscriber, "wake", "{ID}"));
        daemon.BeSilent();
        await StateAsync(subscriber, "\"state\":\"listening\"");
        Assert.True(daemon.Service<IWakeGate>().IsOpen);

        Assert.True(await AskAsync(broker, subscriber, "mute", """{"muted":true,ID}"""));
        await StateAsync(subscriber, "\"state\":\"muted\",\"muted\":true");
        await EventAsync(subscriber, "mute", "on");
        Assert.Contains("microphone is off", await RefusalAsync(broker, subscriber, "wake", "{ID}"), StringComparison.Ordinal);
        Assert.True(await AskAsync(broker, subscriber, "mute", """{"muted":false,ID}"""));
        await EventAsync(subscriber, "mute", "off");

        Assert.True(await AskAsync(broker, subscriber, "volume", """{"volume":40,ID}"""));
        await StateAsync(subscriber, "\"volume\":40");

        Assert.True(await AskAsync(broker, subscriber, "led", """{"brightness":30,ID}"""));
        await StateAsync(subscriber, "\"brightness\":30");
        Assert.Equal(0.3, daemon.Service<LedControl>().Brightness);

        daemon.Service<Conversation>().Add(new Exchange("Hi.", EmotionLabel.Happy, "en", "Hello."));
        Assert.True(await AskAsync(broker, subscriber, "forget", "{ID}"));
        await EventAsync(subscriber, "forget", null);
        Assert.Empty(daemon.Service<Conversation>().Exchanges);

        Assert.True(await AskAsync(broker, subscriber, "say", """{"text":"Dinner is ready.",ID}"""));
        Assert.True(daemon.Speaker.HeardSamples > daemon.Speaker.SampleRateHz / 10);

        Assert.Contains("There is no profile 'loud'", await RefusalAsync(broker, subscriber, "profile", """{"profile":"loud",ID}"""), StringComparison.Ordinal);
        if (await AskAsync(broker, subscriber, "profile", """{"profile":"embedded",ID}"""))
            Assert.Contains("\"embedded\"", await File.ReadAllTextAsync(daemon.Service<SettingsFile>().Path, Token), StringComparison.Ordinal);
        else
            Assert.Contains("emotionvoice models fetch embedded", subscriber.All[^1].Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WakingADeviceThatSpeaksStopsIt()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/#", Token);
        await using ComposedDaemon daemon = await StartAsync(broker);
        await StateAsync(subscriber, "\"state\":\"listening\"");

        await broker.PublishAsync("emotionvoice/test/cmd/say", $$"""{"text":"{{new string('a', 900)}}","id":"long"}""", Token);
        await daemon.UntilAsync<SpeakingLevel>();
        Assert.True(await AskAsync(broker, subscriber, "wake", "{ID}"));

        Assert.Contains("stopped", (await subscriber.WaitAsync("/reply/say", Token)).Payload, StringComparison.Ordinal);
        await EventAsync(subscriber, "barge_in", "command");
        Assert.True(daemon.Speaker.HeardSamples < 5 * daemon.Speaker.SampleRateHz);
    }

    [Fact]
    public async Task WhatTheDeviceHasNotIsRefusedInWordsAndEverythingElseWorks()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/#", Token);
        await using ComposedDaemon daemon = await StartAsync(broker, ("Led:Ring", "Ws2812"), ("Led:Spi:Bus", "250"));
        Heard state = await StateAsync(subscriber, "\"state\":\"listening\"");

        Assert.DoesNotContain("brightness", state.Payload, StringComparison.Ordinal);
        Assert.Contains("no LED ring", await RefusalAsync(broker, subscriber, "led", """{"brightness":30,ID}"""), StringComparison.Ordinal);
        Assert.Contains("listens all the time", await RefusalAsync(broker, subscriber, "wake", "{ID}"), StringComparison.Ordinal);
        Assert.True(await AskAsync(broker, subscriber, "volume", """{"volume":10,ID}"""));
        Assert.Single(daemon.Lines, line => line.StartsWith("Warning: The LED ring is off, all else works: There is no LED ring at /dev/spidev250.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatHappensAtTheDeviceIsToldTheBroker()
    {
        await using Mosquitto broker = await Mosquitto.StartAsync(Token);
        await using Subscriber subscriber = await Subscriber.StartAsync(broker.Port, "emotionvoice/test/#", Token);
        using FakeGpioDriver line = new(ComposedDaemon.Pin);
        FakeClock finger = new();
        await using ComposedDaemon daemon = await ComposedDaemon.StartAsync(TimeProvider.System, finger, "Yes.", () => new GpioController(line), Settings(broker, ("Wake:Mode", "Button")));
        await StateAsync(subscriber, "\"state\":\"idle\"");
        await ComposedDaemon.WatchAsync(line);

        line.Drive(PinValue.Low);
        finger.Advance(TimeSpan.FromMilliseconds(100));
        line.Drive(PinValue.High);
        finger.Advance(TimeSpan.FromMilliseconds(100));
        await EventAsync(subscriber, "button", "short");
        daemon.Speak();
        await subscriber.WaitAsync("/turn", Token);
        daemon.Service<ConversationEvents>().Publish(new WakeHeard("alexa", 0.9f));
        await EventAsync(subscriber, "wake", "alexa");
    }

    private static Task<ComposedDaemon> StartAsync(Mosquitto broker, params (string, string)[] settings) =>
        ComposedDaemon.StartAsync(TimeProvider.System, "Yes.", gpio: null, Settings(broker, settings));

    private static (string, string)[] Settings(Mosquitto broker, params (string, string)[] settings) =>
    [
        ("Mqtt:Enabled", "true"), ("Mqtt:Host", "127.0.0.1"), ("Mqtt:Port", broker.Port.ToString(CultureInfo.InvariantCulture)), ("Mqtt:Device", "test"), .. settings,
    ];

    private static async Task<bool> AskAsync(Mosquitto broker, Subscriber subscriber, string command, string payload) =>
        JsonDocument.Parse(await AnswerAsync(broker, subscriber, command, payload)).RootElement.GetProperty("ok").GetBoolean();

    private static async Task<string> RefusalAsync(Mosquitto broker, Subscriber subscriber, string command, string payload)
    {
        JsonElement reply = JsonDocument.Parse(await AnswerAsync(broker, subscriber, command, payload)).RootElement;
        Assert.False(reply.GetProperty("ok").GetBoolean());
        return reply.GetProperty("error").GetString()!;
    }

    // ID in the payload becomes the command's own mark, so that each finds its own answer.
    private static async Task<string> AnswerAsync(Mosquitto broker, Subscriber subscriber, string command, string payload)
    {
        string id = Guid.NewGuid().ToString("N");
        string sent = payload.Replace("ID", $"\"id\":\"{id}\"", StringComparison.Ordinal);
        Schemas.AssertValid("cmd-" + command, sent);
        await broker.PublishAsync("emotionvoice/test/cmd/" + command, sent, Token);
        string reply = (await subscriber.WaitAsync(heard => heard.Payload.Contains(id, StringComparison.Ordinal) && heard.Topic.EndsWith("/reply/" + command, StringComparison.Ordinal), Token)).Payload;
        Schemas.AssertValid("reply", reply);
        return reply;
    }

    private static Task<Heard> StateAsync(Subscriber subscriber, string part) =>
        subscriber.WaitAsync(heard => heard.Topic.EndsWith("/state", StringComparison.Ordinal) && heard.Payload.Contains(part, StringComparison.Ordinal), Token);

    private static async Task EventAsync(Subscriber subscriber, string type, string? detail)
    {
        string wanted = detail is null ? $"\"type\":\"{type}\"}}" : $"\"type\":\"{type}\",\"detail\":\"{detail}\"}}";
        Heard told = await subscriber.WaitAsync(heard => heard.Topic.EndsWith("/event", StringComparison.Ordinal) && heard.Payload.EndsWith(wanted, StringComparison.Ordinal), Token);
        Schemas.AssertValid("event", told.Payload);
    }
}
