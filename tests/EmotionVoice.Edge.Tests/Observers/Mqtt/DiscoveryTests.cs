using System.Text.Json.Nodes;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Observers.Mqtt;
using EmotionVoice.Edge.Observers.Mqtt.HomeAssistant;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>
/// Home Assistant's rules for a device discovery payload. Sources, in home-assistant/core: R1 components/mqtt/schemas.py
/// (DEVICE_DISCOVERY_SCHEMA, MQTT_ORIGIN_INFO_SCHEMA, device info), R2 components/mqtt/{sensor,binary_sensor,switch,
/// number,select,notify,button}.py, R3 components/mqtt/device_trigger.py (TRIGGER_DISCOVERY_SCHEMA), R4
/// components/sensor/const.py (device classes, their units and state classes), R5 the page
/// www.home-assistant.io/integrations/mqtt (a unique_id for each entity of a device payload).
/// </summary>
public sealed class DiscoveryTests
{
    private static readonly Topics s_topics = new("test", "homeassistant");
    private static readonly JsonObject s_payload = Discovery.Payload(s_topics, "Kitchen", new ControlAbilities(true, true, ["embedded", "standard"]), reportsThrottling: true);

    // R2, R3: what each platform requires beside R1's platform and R5's unique_id.
    private static readonly Dictionary<string, string[]> s_required = new()
    {
        ["sensor"] = ["state_topic"],
        ["binary_sensor"] = ["state_topic"],
        ["switch"] = ["command_topic"],
        ["number"] = ["command_topic"],
        ["select"] = ["command_topic", "options"],
        ["notify"] = ["command_topic"],
        ["button"] = ["command_topic"],
        ["device_automation"] = ["automation_type", "topic", "type", "subtype"],
    };

    // R2: keys that these platforms know, of those that this project uses.
    private static readonly Dictionary<string, string[]> s_known = new()
    {
        ["sensor"] = ["value_template", "device_class", "unit_of_measurement", "state_class", "options", "suggested_display_precision", "json_attributes_topic"],
        ["binary_sensor"] = ["value_template", "device_class"],
        ["switch"] = ["state_topic", "value_template", "state_on", "state_off", "payload_on", "payload_off"],
        ["number"] = ["state_topic", "value_template", "command_template", "min", "max", "step", "unit_of_measurement"],
        ["select"] = ["state_topic", "value_template", "command_template"],
        ["notify"] = ["command_template"],
        ["button"] = ["payload_press"],
        ["device_automation"] = ["value_template", "payload"],
    };

    // R4.
    private static readonly Dictionary<string, string[]> s_units = new()
    {
        ["duration"] = ["d", "h", "min", "s", "ms", "μs"],
        ["temperature"] = ["°C", "°F", "K"],
        ["data_size"] = ["bit", "kbit", "Mbit", "Gbit", "B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"],
    };

    public static TheoryData<string> Keys => [.. Parts.Select(part => part.Key)];

    private static JsonObject Parts => s_payload["components"]!.AsObject();

    [Fact]
    public void TheDeviceHasWhatHomeAssistantRequires()
    {
        Assert.Equal(["device", "origin", "availability_topic", "qos", "components"], s_payload.Select(pair => pair.Key));
        Assert.NotEmpty(s_payload["device"]!["identifiers"]!.AsArray());
        Assert.NotEmpty(s_payload["origin"]!["name"]!.GetValue<string>());
        Assert.Equal("emotionvoice/test/availability", s_payload["availability_topic"]!.GetValue<string>());
        Assert.Equal("homeassistant/device/emotionvoice_test/config", s_topics.Discovery);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void EachComponentHasItsRequiredKeysAndNoUnknownOnes(string key)
    {
        JsonObject part = Parts[key]!.AsObject();
        string platform = part["platform"]!.GetValue<string>();
        string[] entity = platform == "device_automation" ? [] : ["unique_id", "name"];

        Assert.All(entity.Concat(s_required[platform]), field => Assert.True(part.ContainsKey(field), $"{key} lacks {field}"));
        Assert.Empty(part.Select(pair => pair.Key).Except(["platform", "icon", "entity_category", .. entity, .. s_required[platform], .. s_known[platform]]));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void DeviceClassesUnitsAndCategoriesAreAllowedOnes(string key)
    {
        JsonObject part = Parts[key]!.AsObject();
        string platform = part["platform"]!.GetValue<string>();
        string? deviceClass = part["device_class"]?.GetValue<string>(), unit = part["unit_of_measurement"]?.GetValue<string>(), state = part["state_class"]?.GetValue<string>();

        // R2: config is for what can be set; sensors may only be diagnostic.
        Assert.Contains(part["entity_category"]?.GetValue<string>(), platform is "sensor" or "binary_sensor" ? [null, "diagnostic"] : new[] { null, "config" });
        if (platform == "binary_sensor")
            Assert.Equal("problem", deviceClass);
        if (platform != "sensor")
            return;
        // R4: an enum has options and neither unit nor state class, and only an enum has options.
        Assert.Equal(deviceClass == "enum", part.ContainsKey("options"));
        if (deviceClass == "enum")
            Assert.True(unit is null && state is null);
        else
            Assert.Contains(state, new[] { "measurement", "total_increasing" });
        if (deviceClass is not (null or "enum"))
            Assert.Contains(unit, s_units[deviceClass]);
    }

    [Fact]
    public void UniqueIdsAreUniqueAndTriggersTooInTypeAndSubtype()
    {
        string[] ids = [.. Parts.Select(pair => pair.Value!["unique_id"]?.GetValue<string>()).OfType<string>()];
        (string, string)[] triggers = [.. Parts.Select(pair => pair.Value!).Where(part => part["platform"]!.GetValue<string>() == "device_automation")
            .Select(part => (part["type"]!.GetValue<string>(), part["subtype"]!.GetValue<string>()))];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(3, triggers.Distinct().Count());
    }

    [Fact]
    public void WhatADeviceCannotDoIsNotAnnounced()
    {
        JsonObject bare = Discovery.Payload(s_topics, "Bare", new ControlAbilities(false, false, []), reportsThrottling: false)["components"]!.AsObject();

        Assert.DoesNotContain(bare, part => part.Key is "wake" or "brightness" or "profile" or "throttled" or "under_voltage");
        Assert.Contains(bare, part => part.Key == "mute");
    }

    [Fact]
    public void TopicsOfTheComponentsAreThoseOfTheDevice()
    {
        string[] topics = [.. Parts.SelectMany(part => part.Value!.AsObject()).Where(field => field.Key.EndsWith("topic", StringComparison.Ordinal)).Select(field => field.Value!.GetValue<string>())];

        Assert.All(topics, topic => Assert.Contains(topic, new[] { s_topics.State, s_topics.Emotion, s_topics.Turn, s_topics.Health, s_topics.Event }
            .Concat(EmotionVoice.Edge.Observers.Mqtt.Commands.CommandParser.Names.Select(s_topics.Command))));
    }

    [Theory]
    [InlineData("switch", "payload_on", "mute")]
    [InlineData("switch", "payload_off", "mute")]
    [InlineData("button", "payload_press", "wake")]
    public void FixedPayloadsAreSoundCommands(string platform, string field, string command)
    {
        JsonObject part = Parts.Select(pair => pair.Value!.AsObject()).First(part => part["platform"]!.GetValue<string>() == platform);

        Schemas.AssertValid("cmd-" + command, part[field]!.GetValue<string>());
    }
}
