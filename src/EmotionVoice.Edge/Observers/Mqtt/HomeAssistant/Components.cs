using System.Text.Json.Nodes;

namespace EmotionVoice.Edge.Observers.Mqtt.HomeAssistant;

/// <summary>The entities of a device, by key.</summary>
internal sealed class Components(Topics topics)
{
    public JsonObject All { get; } = [];

    public Component Add(string key, string platform, string name) =>
        new Component(All, key).With("platform", platform).With("unique_id", $"{topics.DeviceId}_{key}").With("name", name);

    public Component Sensor(string key, string name, string topic, string template) =>
        Add(key, "sensor", name).With("state_topic", topic).With("value_template", template);

    /// <summary>A device trigger is no entity: it has neither name nor unique id.</summary>
    public void Trigger(string key, string type, string topic, string payload) =>
        new Component(All, key).With("platform", "device_automation").With("automation_type", "trigger").With("type", type).With("subtype", "button_1")
            .With("topic", topic).With("value_template", "{{ value_json.type }}:{{ value_json.detail }}").With("payload", payload);
}

/// <summary>One entity.</summary>
internal sealed class Component
{
    private readonly JsonObject _fields = [];

    public Component(JsonObject parent, string key) => parent[key] = _fields;

    public Component With(string field, JsonNode value)
    {
        _fields[field] = value;
        return this;
    }
}
