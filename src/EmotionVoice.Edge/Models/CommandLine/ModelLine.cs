using System.Globalization;
using System.Text.Json.Serialization;

namespace EmotionVoice.Edge.Models.CommandLine;

/// <summary>A model as <c>--json</c> prints it.</summary>
internal sealed record ModelLine
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    public required string Licence { get; init; }

    public required long SizeBytes { get; init; }

    public required int MemoryMb { get; init; }

    public required string Speed { get; init; }

    /// <summary>Whether the profile in use needs it.</summary>
    public required bool InUse { get; init; }

    /// <summary>here, missing, damaged or untrusted.</summary>
    public required string State { get; init; }

    /// <summary>repo, mirror, system, cache; several joined by '+'.</summary>
    public required string Origin { get; init; }

    /// <summary>What is wrong, a sentence a file.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public static ModelLine Of(ModelEntry model, IReadOnlyList<FileState> states, bool inUse)
    {
        FileState[] bad = [.. states.Where(state => state.Status != FileStatus.Good)];
        return new ModelLine
        {
            Id = model.Id,
            Name = model.Name,
            Role = model.Role.ToCatalogueName(),
            Languages = model.Languages,
            Licence = model.Licence,
            SizeBytes = model.SizeBytes,
            MemoryMb = model.MemoryMb,
            Speed = model.Speed,
            InUse = inUse,
            State = StateOf(bad),
            Origin = model.Files.Count == 0 ? "system" : string.Join('+', states.Select(state => state.Origin).Where(origin => origin.Length > 0).Distinct()),
            Problems = [.. bad.Select(state => state.Detail ?? state.File.Path)],
        };
    }

    /// <summary>57.1 MB.</summary>
    public static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    private static string StateOf(FileState[] bad)
    {
        if (bad.Length == 0)
            return "here";
        if (bad.Any(state => state.Status is FileStatus.WrongHash or FileStatus.WrongSize or FileStatus.Unreadable))
            return "damaged";
        return bad.Any(state => state.Status == FileStatus.Missing) ? "missing" : "untrusted";
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ModelLine))]
internal sealed partial class ModelLineJson : JsonSerializerContext;
