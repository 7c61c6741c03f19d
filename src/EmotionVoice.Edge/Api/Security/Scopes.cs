using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Api.Security;

/// <summary>What a token allows.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<Scopes>))]
internal enum Scopes
{
    None = 0,

    /// <summary>Use the engines and hold a conversation.</summary>
    Talk = 1,

    /// <summary>See what happens on the device, transcripts included.</summary>
    Observe = 2,

    /// <summary>Change how the device is set.</summary>
    Control = 4,

    All = Talk | Observe | Control,
}

internal static class ScopeNames
{
    public const string Talk = "talk";
    public const string Observe = "observe";
    public const string Control = "control";

    public static IReadOnlyDictionary<string, Scopes> All { get; } = new Dictionary<string, Scopes> { [Talk] = Scopes.Talk, [Observe] = Scopes.Observe, [Control] = Scopes.Control };

    /// <summary>In a fixed order.</summary>
    public static IEnumerable<string> Of(Scopes scopes) => All.Where(pair => scopes.HasFlag(pair.Value)).Select(pair => pair.Key);

    /// <param name="text">Names with commas.</param>
    public static bool TryParse(string text, out Scopes scopes)
    {
        scopes = Scopes.None;
        foreach (string name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!All.TryGetValue(name.ToLowerInvariant(), out Scopes one))
                return false;
            scopes |= one;
        }

        return scopes != Scopes.None;
    }
}
