using System.Globalization;
using System.Text.Json;
using EmotionVoice.Edge.Core.Dialogue.Rules;

namespace EmotionVoice.Edge.Core.Dialogue.Tools;

/// <summary>Makes of words what a tool's parameters ask for: "twenty five" becomes 25 where a number is wanted. Pure.</summary>
internal static class ToolArguments
{
    private static readonly string[] s_yes = ["true", "yes", "on", "켜", "네", "예"];
    private static readonly string[] s_no = ["false", "no", "off", "꺼", "아니요"];

    /// <param name="schema">The tool's JSON schema.</param>
    /// <param name="arguments">By the names of its parameters. What isn't text stays; so does text that is not what is asked for: the tool then says so.</param>
    public static Dictionary<string, object?> Fit(JsonElement schema, IReadOnlyDictionary<string, object?> arguments) =>
        arguments.ToDictionary(argument => argument.Key, argument => argument.Value is string text ? Fit(TypeOf(schema, argument.Key), text) : argument.Value);

    private static object Fit(string? type, string text) => type switch
    {
        "number" => Number(text) ?? (object)text,
        "integer" => Number(text) is { } number && number == Math.Truncate(number) && Math.Abs(number) < long.MaxValue ? (long)number : text,
        "boolean" => s_yes.Contains(text, StringComparer.OrdinalIgnoreCase) ? true : s_no.Contains(text, StringComparer.OrdinalIgnoreCase) ? false : text,
        _ => text,
    };

    private static double? Number(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return number;
        SpokenWords words = SpokenWords.Of(text);
        if (words.Korean.Length > 0)
            return SpokenNumbers.IsKorean(words.Korean) ? SpokenNumbers.OfKorean(words.Korean) : null;
        return double.TryParse(SpokenNumbers.InDigits(words.English), NumberStyles.None, CultureInfo.InvariantCulture, out number) ? number : null;
    }

    private static string? TypeOf(JsonElement schema, string parameter)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out JsonElement properties) || properties.ValueKind != JsonValueKind.Object
            || !properties.TryGetProperty(parameter, out JsonElement property) || property.ValueKind != JsonValueKind.Object || !property.TryGetProperty("type", out JsonElement type))
            return null;
        return type.ValueKind switch
        {
            JsonValueKind.String => type.GetString(),
            // As in ["integer", "null"].
            JsonValueKind.Array => type.EnumerateArray().Select(one => one.GetString()).FirstOrDefault(one => one != "null"),
            _ => null,
        };
    }
}
