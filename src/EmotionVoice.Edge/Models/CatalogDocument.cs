using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Models;

/// <summary>The catalogue file as it is written.</summary>
internal sealed record CatalogDocument
{
    /// <summary>The one version that this program reads.</summary>
    public const int SupportedVersion = 1;

    public required int Version { get; init; }

    public required IReadOnlyList<ModelEntry> Models { get; init; }

    public required IReadOnlyList<ModelProfile> Profiles { get; init; }
}

/// <summary>A misspelt or doubled field is an error that names it, never ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(CatalogDocument))]
internal sealed partial class CatalogJson : JsonSerializerContext;
