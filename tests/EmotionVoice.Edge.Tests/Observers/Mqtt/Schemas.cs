using System.Text.Json;
using System.Text.RegularExpressions;
using EmotionVoice.Edge.Tests.Models;

namespace EmotionVoice.Edge.Tests.Observers.Mqtt;

/// <summary>
/// Checks JSON against the project's schemas. Knows the keywords that these use (JSON Schema 2020-12: type, enum,
/// required, properties, additionalProperties, items, minimum, maximum, minLength, maxLength, pattern) and refuses others.
/// </summary>
internal static class Schemas
{
    private static readonly string[] s_notes = ["$schema", "title", "description"];

    public static string Folder { get; } = Path.Combine(RepositoryTree.Root, "src/EmotionVoice.Edge/Observers/Mqtt/schemas");

    public static void AssertValid(string schema, string json) => Assert.True(Problems(schema, json) is { Length: 0 } , $"{string.Join("; ", Problems(schema, json))} in {json}");

    public static string[] Problems(string schema, string json)
    {
        using JsonDocument rules = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, schema + ".json")));
        using JsonDocument value = JsonDocument.Parse(json);
        return [.. Check(rules.RootElement, value.RootElement, "$")];
    }

    private static IEnumerable<string> Check(JsonElement schema, JsonElement value, string at)
    {
        foreach (JsonProperty rule in schema.EnumerateObject())
        {
            IEnumerable<string> problems = rule.Name switch
            {
                "type" => Is(value, rule.Value.GetString()!) ? [] : [$"{at} is no {rule.Value}"],
                "enum" => rule.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)) ? [] : [$"{at} is none of {rule.Value}"],
                "required" => rule.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at} lacks {name}"),
                "properties" => rule.Value.EnumerateObject().SelectMany(property => value.TryGetProperty(property.Name, out JsonElement inner) ? Check(property.Value, inner, $"{at}.{property.Name}") : []),
                "additionalProperties" => Additional(schema, rule.Value, value, at),
                "items" => value.EnumerateArray().SelectMany((item, i) => Check(rule.Value, item, $"{at}[{i}]")),
                "minimum" => value.GetDouble() >= rule.Value.GetDouble() ? [] : [$"{at} is below {rule.Value}"],
                "maximum" => value.GetDouble() <= rule.Value.GetDouble() ? [] : [$"{at} is above {rule.Value}"],
                "minLength" => value.GetString()!.Length >= rule.Value.GetInt32() ? [] : [$"{at} is too short"],
                "maxLength" => value.GetString()!.Length <= rule.Value.GetInt32() ? [] : [$"{at} is too long"],
                "pattern" => Regex.IsMatch(value.GetString()!, rule.Value.GetString()!) ? [] : [$"{at} doesn't match {rule.Value}"],
                _ when s_notes.Contains(rule.Name) => [],
                _ => throw new NotSupportedException($"The schema keyword {rule.Name} is not known here."),
            };
            foreach (string problem in problems)
                yield return problem;
            if (rule.Name == "type" && !Is(value, rule.Value.GetString()!))
                yield break;
        }
    }

    private static IEnumerable<string> Additional(JsonElement schema, JsonElement rule, JsonElement value, string at)
    {
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out JsonElement known) && known.TryGetProperty(property.Name, out _))
                continue;
            if (rule.ValueKind == JsonValueKind.False)
                yield return $"{at} has the unknown {property.Name}";
            else
                foreach (string problem in Check(rule, property.Value, $"{at}.{property.Name}"))
                    yield return problem;
        }
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException(type),
    };
}
