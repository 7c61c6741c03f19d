namespace EmotionVoice.Edge.Models;

/// <summary>Models that go together.</summary>
internal sealed record ModelProfile
{
    /// <summary>The name that means: standard when all its files are here, else embedded.</summary>
    public const string Automatic = "auto";

    public const string Embedded = "embedded";

    public const string Standard = "standard";

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Replies come from the server of the section <c>Remote</c>; the profile's own reply model answers when it doesn't.</summary>
    public bool RemoteReply { get; init; }

    /// <summary>Role, then language (or any), then model ids by preference: the first whose files are here is used.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Roles { get; init; }
}
