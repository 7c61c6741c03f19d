using System.Buffers;
using System.Text;
using System.Text.Json;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Dialogue.Safety;
using EmotionVoice.Edge.Core.Dialogue.Tools;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Observers.Mqtt;
using EmotionVoice.Edge.Observers.Mqtt.Commands;
using EmotionVoice.Edge.Observers.Mqtt.Health;
using EmotionVoice.Edge.Observers.Mqtt.Messages;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>Every message against its schema, and the schemas against what the code knows.</summary>
public sealed class MessagesTests
{
    private static readonly Topics s_topics = new("test", "homeassistant");

    [Fact]
    public void EveryStateHasItsWordInTheSchema()
    {
        ConversationMessages messages = Messages(new ControlState(false, 1, null, null));

        foreach (ConversationState state in Enum.GetValues<ConversationState>())
            Schemas.AssertValid("state", Text(messages.For(new StateChanged(state)).Single()));
    }

    [Fact]
    public void AMutedDeviceSaysSoInsteadOfListening()
    {
        ConversationMessages messages = Messages(new ControlState(false, 0.8, 0.25, "standard"));
        _ = messages.For(new StateChanged(ConversationState.Listening)).ToList();

        OutgoingMessage[] told = [.. messages.For(new ControlChanged(new ControlState(true, 0.8, 0.25, "standard")))];

        Assert.Equal("""{"state":"muted","muted":true,"volume":80,"brightness":25,"profile":"standard"}""", Text(told[0]));
        Schemas.AssertValid("event", Text(told[1]));
        Assert.Equal(Keeping.Event, told[1].Keeping);
    }

    [Fact]
    public void WithoutAMicrophoneTheStateIsErrorWhateverATurnThatEndsSays()
    {
        ConversationMessages messages = Messages(new ControlState(false, 1, null, null));
        string StateAfter(params ConversationEvent[] happened) =>
            System.Text.Json.JsonDocument.Parse(Text(happened.SelectMany(one => messages.For(one).ToList()).Last())).RootElement.GetProperty("state").GetString()!;

        Assert.Equal("error", StateAfter(new DeviceLost(DeviceRole.Microphone, "desk", "unplugged"), new StateChanged(ConversationState.Error)));
        Assert.Equal("error", StateAfter(new StateChanged(ConversationState.Listening)));
        Assert.Equal("speaking", StateAfter(new StateChanged(ConversationState.Speaking)));
        Assert.Equal("listening", StateAfter(new DeviceReady(DeviceRole.Microphone, "desk"), new StateChanged(ConversationState.Listening)));
        Assert.Equal("listening", StateAfter(new DeviceLost(DeviceRole.Loudspeaker, "desk", "unplugged"), new StateChanged(ConversationState.Listening)));
    }

    [Fact]
    public void EveryTypeOfEventFitsItsSchema()
    {
        ConversationMessages messages = Messages(new ControlState(false, 1, null, null));

        foreach (string type in EventTypes.All)
            Schemas.AssertValid("event", Text(messages.Event(type, new string('x', 2_000))));
        Assert.Contains("unknown", Schemas.Problems("event", """{"sequence":1,"at":"2026-01-01T00:00:00+00:00","type":"wake","spoken":"words"}""").Single(), StringComparison.Ordinal);
    }

    public static TheoryData<ConversationEvent, string, string?> Happenings => new()
    {
        { new WakeHeard("alexa", 0.9f), "wake", "alexa" },
        { new ButtonUsed(ButtonGesture.ShortPress), "button", "short" },
        { new ButtonUsed(ButtonGesture.MuteToggle), "button", "long" },
        { new ButtonUsed(ButtonGesture.Forget), "button", "very_long" },
        { new SpeechInterrupted(InterruptionCause.Button), "barge_in", "button" },
        { new SafetyAnswered(3, Danger.SelfHarm), "safety", "self_harm" },
        { new ReminderRang(ReminderKind.Timer), "reminder", "timer" },
        { new HandOverRequested(), "hand_over", null },
        { new ConversationForgotten(), "forget", null },
        { new TurnIgnored(3, TranscriptRejection.TooQuiet), "turn_ignored", "too_quiet" },
        { new TurnFailed(3, "The engine broke."), "turn_failed", "The engine broke." },
        { new DeviceLost(DeviceRole.Microphone, "Microphone X", "gone"), "device_lost", "Microphone X: gone" },
        { new DeviceReady(DeviceRole.Microphone, "Microphone X"), "device_ready", "Microphone X" },
        { new ReplyServerLost("brain.lan", "it fell silent"), "reply_server_lost", "brain.lan: it fell silent" },
        { new ReplyServerReady("brain.lan"), "reply_server_ready", "brain.lan" },
    };

    [Theory]
    [MemberData(nameof(Happenings), DisableDiscoveryEnumeration = true)]
    public void WhatHappensIsToldAsAnEvent(ConversationEvent happened, string type, string? detail)
    {
        OutgoingMessage told = Assert.Single(Messages(new ControlState(false, 1, null, null)).For(happened));

        Schemas.AssertValid("event", Text(told));
        Assert.Equal(Keeping.Event, told.Keeping);
        JsonElement json = JsonDocument.Parse(Text(told)).RootElement;
        Assert.Equal(type, json.GetProperty("type").GetString());
        Assert.Equal(detail, json.TryGetProperty("detail", out JsonElement said) ? said.GetString() : null);
    }

    [Fact]
    public void HealthFitsItsSchemaWithAndWithoutWhatAMachineTells()
    {
        using TestFolder machine = new();
        Write(machine, "proc/stat", "cpu  100 0 100 700 100 0 0 0\n");
        Write(machine, "proc/meminfo", "MemTotal:  4000000 kB\nMemFree: 1 kB\nMemAvailable:  1000000 kB\n");
        Write(machine, "proc/uptime", "5000.12 9000.00\n");
        Write(machine, "sys/class/thermal/thermal_zone0/temp", "41500\n");
        Write(machine, "sys/class/thermal/thermal_zone1/temp", "51234\n");
        Write(machine, "sys/devices/platform/soc/soc:firmware/get_throttled", "50005\n");
        HealthReader reader = new(machine.Path);
        reader.CpuPercent();
        Write(machine, "proc/stat", "cpu  150 0 150 750 150 0 0 0\n");

        HealthMessage full = Report(reader).Take();

        Schemas.AssertValid("health", Encoding.UTF8.GetString(MqttJson.Bytes(full)));
        Assert.Equal((50.0, 75.0, 4096, 51.2, 5000), (full.CpuPercent, full.MemoryPercent, full.MemoryTotalMb, full.TemperatureC, full.UptimeSeconds));
        Assert.Equal(new ThrottledJson(0x50005, true, false, true, false, true, true), full.Throttled);
        using TestFolder empty = new();
        string bare = Encoding.UTF8.GetString(MqttJson.Bytes(Report(new HealthReader(empty.Path)).Take()));
        Schemas.AssertValid("health", bare);
        Assert.DoesNotContain("temperature", bare, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("say", """{"text":"Hello","language":"en","emotion":"sad","id":"a"}""")]
    [InlineData("mute", """{"muted":false}""")]
    [InlineData("volume", """{"volume":0}""")]
    [InlineData("led", """{"brightness":100}""")]
    [InlineData("wake", "{}")]
    [InlineData("forget", """{"id":"1"}""")]
    [InlineData("profile", """{"profile":"korean"}""")]
    public void WhatTheSchemaAllowsIsParsed(string command, string payload)
    {
        Schemas.AssertValid("cmd-" + command, payload);
        Assert.True(Parse(command, payload, out string problem), problem);
    }

    [Theory]
    [InlineData("say", "{}", "Text is missing.")]
    [InlineData("say", """{"text":""}""", "Text must have 1 to 1000 characters, none of them a control character.")]
    [InlineData("say", """{"text":"a","language":"English"}""", "Language must have 2 to 3 characters, none of them a control character.")]
    [InlineData("say", """{"text":"a","emotion":"hungry"}""", "Emotion must be one of angry, disgusted, fearful, happy, neutral, other, sad, surprised, unknown.")]
    [InlineData("mute", """{"muted":"yes"}""", "Muted must be true or false.")]
    [InlineData("volume", """{"volume":101}""", "Volume must be a whole number from 0 to 100.")]
    [InlineData("volume", """{"volume":1e400}""", "Volume must be a whole number from 0 to 100.")]
    [InlineData("volume", """{"volume":50.5}""", "Volume must be a whole number from 0 to 100.")]
    [InlineData("led", """{"volume":50}""", "Brightness is missing; there is no field \"volume\".")]
    [InlineData("wake", """{"id":7}""", "Id must be a string.")]
    [InlineData("wake", "[]", "The payload is not a JSON object.")]
    [InlineData("wake", """{"id":"a","id":"b"}""", "The payload is not valid JSON.")]
    [InlineData("wake", """{"id":"\ud800"}""", "The payload is not valid JSON.")]
    [InlineData("forget", "[[[[[[1]]]]]]", "The payload is not valid JSON.")]
    [InlineData("profile", """{"profile":null}""", "Profile must be a string.")]
    [InlineData("dance", "{}", "There is no such command; the commands are say, mute, volume, led, wake, forget, profile.")]
    public void WhatIsWrongIsNamed(string command, string payload, string expected)
    {
        Assert.False(Parse(command, payload, out string problem));
        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData("answers/here", true)]
    [InlineData("emotionvoice/test/reply/mine", true)]
    [InlineData("emotionvoice/test/cmd/say", false)]
    [InlineData("emotionvoice/other/state", false)]
    [InlineData("homeassistant/device/x/config", false)]
    [InlineData("$SYS/broker", false)]
    [InlineData("a/#", false)]
    public void AResponseTopicCannotMakeTheDeviceCommandItselfOrOthers(string topic, bool allowed) => Assert.Equal(allowed, s_topics.MayAnswerAt(topic));

    [Fact]
    public void SettingsThatContradictEachOtherAreNamed()
    {
        MqttOptions options = new() { PasswordFile = "/a", PasswordCredential = "b/c", ClientKeyFile = "/k", CaFile = "/ca" };

        Assert.Equal(
            ["Mqtt:PasswordCredential", "Mqtt:UserName", "Mqtt:PasswordCredential", "Mqtt:ClientKeyFile", "Mqtt:Tls"],
            new MqttOptionsRules().Validate(null, options).Failures!.Select(failure => failure.Split(": ")[0]));
        Assert.Contains("Mqtt:Device", new MqttOptionsValidator().Validate(null, new MqttOptions { Device = "a/b" }).FailureMessage, StringComparison.Ordinal);
    }

    private static bool Parse(string command, string payload, out string problem) =>
        CommandParser.TryParse(command, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(payload)), out _, out _, out problem);

    private static ConversationMessages Messages(ControlState control) => new(s_topics, new FakeHealth().Engines, false, control, new FakeClock());

    private static HealthReport Report(HealthReader reader)
    {
        FakeClock clock = new();
        Outbox outbox = new(1, 1);
        return new HealthReport(reader, new FakeHealth(), outbox, new CommandDesk(s_topics, new FakeControl(), outbox, clock, new LogLines<MqttObserver>()), clock);
    }

    private static void Write(TestFolder folder, string path, string text)
    {
        string full = Path.Combine(folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private static string Text(OutgoingMessage message) => Encoding.UTF8.GetString(message.Payload);
}
