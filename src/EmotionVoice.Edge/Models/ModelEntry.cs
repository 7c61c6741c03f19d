using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Models;

/// <summary>One model of the catalogue.</summary>
internal sealed record ModelEntry
{
    /// <summary>Any language: a member of <see cref="Languages"/> or a slot of a profile.</summary>
    public const string AnyLanguage = "*";

    /// <summary>Unique; also the folder's name in the cache.</summary>
    public required string Id { get; init; }

    /// <summary>As people read it.</summary>
    public required string Name { get; init; }

    public required ModelRole Role { get; init; }

    public required ModelEngine Engine { get; init; }

    /// <summary>ISO 639 codes, or <see cref="AnyLanguage"/>.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    public required string Licence { get; init; }

    /// <summary>Resident memory while in use, in MB.</summary>
    public required int MemoryMb { get; init; }

    /// <summary>Measured speed, in words.</summary>
    public required string Speed { get; init; }

    public string? Notes { get; init; }

    /// <summary>Empty when the system brings everything.</summary>
    public required IReadOnlyList<ModelFile> Files { get; init; }

    /// <summary>Reply models only, and there required.</summary>
    public PromptSettings? Prompt { get; init; }

    /// <summary>Bytes of all files whose size is known.</summary>
    [JsonIgnore]
    public long SizeBytes => Files.Sum(file => file.Members is { } members ? members.Sum(member => member.Size ?? 0) : file.Size ?? 0);

    public bool Speaks(string language)
        => Languages.Contains(AnyLanguage) || Languages.Contains(language, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A file of a model, or a folder of files that the engine wants as one.</summary>
internal sealed record ModelFile
{
    /// <summary>What the engine calls it: model, tokens, encoder, decoder, espeak-ng-data…</summary>
    public required string As { get; init; }

    /// <summary>Relative to the model's folder in the cache.</summary>
    public required string Path { get; init; }

    /// <summary>In bytes; null when upstream's is not known.</summary>
    public long? Size { get; init; }

    /// <summary>64 lower-case hexadecimal digits; null when upstream's is not known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Set for a folder: what has to lie in it. Sources then name folders.</summary>
    public IReadOnlyList<FolderMember>? Members { get; init; }

    /// <summary>Tried in this order.</summary>
    public required IReadOnlyList<ModelSource> Sources { get; init; }
}

/// <summary>A file in a folder of a model.</summary>
internal sealed record FolderMember
{
    /// <summary>Relative to the folder.</summary>
    public required string Path { get; init; }

    public long? Size { get; init; }

    public string? Sha256 { get; init; }
}
