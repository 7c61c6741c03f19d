using System.Text.Json;

namespace EmotionVoice.Edge.Fleet;

/// <summary>
/// Reads fields of a message that may be anything: another version's, somebody's mistake, or malice. What isn't there or
/// isn't of its kind is null. Pure.
/// </summary>
internal static class ForeignJson
{
    public static JsonElement? Field(this JsonElement message, string name) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>Cleaned and cut to <paramref name="most"/> characters.</summary>
    public static string? Text(this JsonElement message, string name, int most) =>
        message.Field(name) is { ValueKind: JsonValueKind.String } value ? ForeignText.Clean(value.GetString()!, most) : null;

    public static double? Number(this JsonElement message, string name, double least, double most) =>
        message.Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out double number) && double.IsFinite(number) && number >= least && number <= most
            ? number
            : null;

    public static bool Flag(this JsonElement message, string name) => message.Field(name) is { ValueKind: JsonValueKind.True };

    public static DateTimeOffset? Time(this JsonElement message, string name) =>
        message.Field(name) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out DateTimeOffset time) ? time : null;
}
