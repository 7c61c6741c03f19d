using System.Text.Json.Nodes;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Observers.Mqtt.Health;
using EmotionVoice.Edge.Observers.Mqtt.Messages;

namespace EmotionVoice.Edge.Observers.Mqtt.HomeAssistant;

/// <summary>
/// The device as Home Assistant sees it: one payload for all its entities (MQTT integration, "Device discovery
/// payload", https://www.home-assistant.io/integrations/mqtt/). Only what the device can do is announced.
/// </summary>
internal static class Discovery
{
    public static JsonObject Payload(Topics topics, string name, ControlAbilities abilities, bool reportsThrottling)
    {
        Components parts = new(topics);
        Conversation(parts, topics);
        Timings(parts, topics);
        Machine(parts, topics, reportsThrottling);
        Controls(parts, topics, abilities);
        Triggers(parts, topics);
        return new JsonObject
        {
            ["device"] = new JsonObject
            {
                ["identifiers"] = new JsonArray(topics.DeviceId),
                ["name"] = name,
                ["manufacturer"] = "EmotionVoice",
                ["model"] = "EmotionVoice Edge",
                ["sw_version"] = HealthReport.ProgramVersion,
            },
            ["origin"] = new JsonObject { ["name"] = "EmotionVoice Edge", ["sw_version"] = HealthReport.ProgramVersion },
            ["availability_topic"] = topics.Availability,
            ["qos"] = 1,
            ["components"] = parts.All,
        };
    }

    private static void Conversation(Components parts, Topics topics)
    {
        parts.Sensor("state", "State", topics.State, "{{ value_json.state }}").With("device_class", "enum").With("options", Strings(StateNames.All)).With("icon", "mdi:account-voice");
        parts.Sensor("emotion", "Emotion", topics.Emotion, "{{ value_json.label }}")
            .With("device_class", "enum").With("options", Strings(EmotionLabels.Names)).With("json_attributes_topic", topics.Emotion).With("icon", "mdi:emoticon-outline");
        parts.Sensor("valence", "Valence", topics.Emotion, "{{ value_json.valence }}").With("state_class", "measurement").With("suggested_display_precision", 2);
        parts.Sensor("arousal", "Arousal", topics.Emotion, "{{ value_json.arousal }}").With("state_class", "measurement").With("suggested_display_precision", 2);
    }

    private static void Timings(Components parts, Topics topics)
    {
        foreach ((string key, string name, string field) in new[]
        {
            ("time_transcribe", "Transcription time", "transcribe"),
            ("time_first_audio", "Time to first audio", "firstAudio"),
            ("time_total", "Reply time", "total"),
        })
        {
            parts.Sensor(key, name, topics.Turn, $"{{{{ value_json.timingsMs.{field} }}}}")
                .With("device_class", "duration").With("unit_of_measurement", "ms").With("state_class", "measurement").With("entity_category", "diagnostic");
        }
    }

    private static void Machine(Components parts, Topics topics, bool reportsThrottling)
    {
        // Fields that a machine doesn't tell are missing in the message: then the entity stays unknown.
        Diagnostic("cpu", "Processor", "{{ value_json.cpuPercent | default(none) }}", null, "%");
        Diagnostic("memory", "Memory", "{{ value_json.memoryPercent | default(none) }}", null, "%");
        Diagnostic("process_memory", "Memory of the program", "{{ value_json.processMb }}", "data_size", "MB");
        Diagnostic("temperature", "Temperature", "{{ value_json.temperatureC | default(none) }}", "temperature", "°C");
        Diagnostic("disk_free", "Disk free", "{{ value_json.diskFreeMb | default(none) }}", "data_size", "MB");
        Diagnostic("uptime", "Uptime", "{{ value_json.uptimeSeconds | default(none) }}", "duration", "s");
        parts.Sensor("audio_drops", "Audio drops", topics.Health, "{{ value_json.audio.droppedFrames }}").With("state_class", "total_increasing").With("entity_category", "diagnostic");
        if (reportsThrottling)
        {
            parts.Add("under_voltage", "binary_sensor", "Under-voltage").With("state_topic", topics.Health)
                .With("value_template", "{{ 'ON' if value_json.throttled.underVoltage else 'OFF' }}").With("device_class", "problem").With("entity_category", "diagnostic");
            parts.Add("throttled", "binary_sensor", "Throttled").With("state_topic", topics.Health)
                .With("value_template", "{{ 'ON' if value_json.throttled.throttled else 'OFF' }}").With("device_class", "problem").With("entity_category", "diagnostic");
        }

        void Diagnostic(string key, string name, string template, string? deviceClass, string unit)
        {
            Component sensor = parts.Sensor(key, name, topics.Health, template)
                .With("unit_of_measurement", unit).With("state_class", "measurement").With("entity_category", "diagnostic");
            if (deviceClass is not null)
                sensor.With("device_class", deviceClass);
        }
    }

    private static void Controls(Components parts, Topics topics, ControlAbilities abilities)
    {
        parts.Add("mute", "switch", "Mute").With("command_topic", topics.Command("mute")).With("state_topic", topics.State)
            .With("value_template", "{{ 'ON' if value_json.muted else 'OFF' }}").With("state_on", "ON").With("state_off", "OFF")
            .With("payload_on", """{"muted":true}""").With("payload_off", """{"muted":false}""").With("icon", "mdi:microphone-off");
        Percent("volume", "Volume", "volume", "volume");
        if (abilities.Led)
            Percent("brightness", "Brightness", "led", "brightness");
        if (abilities.Profiles.Count > 0)
            parts.Add("profile", "select", "Profile").With("command_topic", topics.Command("profile")).With("state_topic", topics.State)
                .With("value_template", "{{ value_json.profile }}").With("command_template", """{"profile": {{ value | tojson }} }""")
                .With("options", Strings(abilities.Profiles)).With("entity_category", "config");
        parts.Add("say", "notify", "Say").With("command_topic", topics.Command("say")).With("command_template", """{"text": {{ value | tojson }} }""");
        if (abilities.Wake)
            parts.Add("wake", "button", "Wake").With("command_topic", topics.Command("wake")).With("payload_press", "{}");
        parts.Add("forget", "button", "Forget the conversation").With("command_topic", topics.Command("forget")).With("payload_press", "{}");

        void Percent(string key, string name, string command, string field) =>
            parts.Add(key, "number", name).With("command_topic", topics.Command(command)).With("state_topic", topics.State)
                .With("value_template", $"{{{{ value_json.{field} }}}}").With("command_template", $$$"""{"{{{field}}}": {{ value | int }} }""")
                .With("min", 0).With("max", 100).With("step", 1).With("unit_of_measurement", "%");
    }

    private static void Triggers(Components parts, Topics topics)
    {
        foreach ((string press, string type) in new[]
        {
            (EventTypes.ShortPress, "button_short_press"),
            (EventTypes.LongPress, "button_long_press"),
            (EventTypes.VeryLongPress, "button_very_long_press"),
        })
        {
            parts.Trigger($"button_{press}", type, topics.Event, $"{EventTypes.Button}:{press}");
        }
    }

    private static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)value)];
}
