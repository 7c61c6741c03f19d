using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Observers.Mqtt;
using EmotionVoice.Edge.Observers.Mqtt.HomeAssistant;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>The ready-made dashboards name only what the program really publishes.</summary>
public sealed partial class DashboardFilesTests
{
    private static readonly string s_folder = Path.Combine(RepositoryTree.Root, "src/EmotionVoice.Edge/Observers/Mqtt/dashboards");

    private static readonly MqttOptions s_kiosk = new() { Device = "kiosk" };

    [Fact]
    public void HomeAssistantsEntitiesAreThoseOfTheDiscovery()
    {
        string[] announced = [.. Announced()];
        string[] named = [.. EntityId().Matches(File.ReadAllText(Path.Combine(s_folder, "home-assistant.yaml"))).Select(match => match.Value).Distinct()];

        Assert.Empty(named.Except(announced));
        // And it shows all that there is to see or to set.
        Assert.Empty(announced.Except(named));
    }

    [Fact]
    public void GrafanasTopicsAndFieldsAreThoseOfTheSchemas()
    {
        JsonArray panels = JsonNode.Parse(File.ReadAllText(Path.Combine(s_folder, "grafana.json")))!["panels"]!.AsArray();
        int queries = 0;
        foreach (JsonNode panel in panels.Select(panel => panel!).Where(panel => panel["targets"] is not null))
        {
            string topic = panel["targets"]![0]!["topic"]!.GetValue<string>();
            Assert.StartsWith("emotionvoice/${device}/", topic, StringComparison.Ordinal);
            JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Schemas.Folder, topic.Split('/')[2] + ".json")))!;
            foreach (JsonNode step in panel["transformations"]!.AsArray().Select(step => step!))
            {
                if (step["id"]!.GetValue<string>() == "extractFields")
                {
                    schema = schema["properties"]![step["options"]!["source"]!.GetValue<string>()]!;
                    continue;
                }

                string[] fields = [.. step["options"]!["include"]!["names"]!.AsArray().Select(name => name!.GetValue<string>())];
                Assert.Equal("Time", fields[0]);
                Assert.All(fields[1..], field => Assert.True(schema["properties"]!.AsObject().ContainsKey(field), $"{topic} has no {field}"));
                queries++;
            }
        }

        Assert.Equal(11, queries);
        Assert.Equal(panels.Count, panels.Select(panel => panel!["id"]!.GetValue<int>()).Distinct().Count());
    }

    // Home Assistant: <platform>.<slug of device name and entity name> (helpers/entity_platform.py, has_entity_name; util.slugify).
    private static IEnumerable<string> Announced()
    {
        JsonObject payload = Discovery.Payload(
            new Topics(s_kiosk.EffectiveDevice, "homeassistant"), s_kiosk.EffectiveName, new ControlAbilities(true, true, ["embedded"]), reportsThrottling: true);
        string device = payload["device"]!["name"]!.GetValue<string>();
        foreach ((string _, JsonNode? part) in payload["components"]!.AsObject())
            if (part!["name"] is { } name)
                yield return $"{part["platform"]}.{Slug($"{device} {name}")}";
    }

    private static string Slug(string name)
    {
        StringBuilder slug = new();
        foreach (char c in name.ToLowerInvariant())
            slug.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return slug.ToString();
    }

    [GeneratedRegex(@"\b(?:sensor|binary_sensor|switch|number|select|button|notify)\.emotionvoice\w+")]
    private static partial Regex EntityId();
}
