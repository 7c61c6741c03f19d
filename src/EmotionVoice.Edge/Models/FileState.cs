namespace EmotionVoice.Edge.Models;

internal enum FileStatus
{
    /// <summary>Size right, and hash right as far as it was checked.</summary>
    Good,

    /// <summary>Nowhere.</summary>
    Missing,

    /// <summary>There, but its size is not the catalogue's.</summary>
    WrongSize,

    /// <summary>There, but its SHA-256 is not the catalogue's.</summary>
    WrongHash,

    /// <summary>There, but the catalogue knows no hash and the user has not said to trust it.</summary>
    Untrusted,

    /// <summary>There, but it can't be opened.</summary>
    Unreadable,
}

/// <summary>How far a file is checked.</summary>
internal enum CheckDepth
{
    /// <summary>Only its size: enough to say what is here.</summary>
    Size,

    /// <summary>Its hash, once; a stamp remembers the answer while size and time of change stay.</summary>
    Hash,

    /// <summary>Its hash, whatever a stamp says.</summary>
    HashAgain,
}

/// <summary>Where a model's file was found and what is wrong with it.</summary>
/// <param name="File">The catalogue's entry.</param>
/// <param name="Path">Absolute; for a folder the folder. Null when missing.</param>
/// <param name="Origin">repo, mirror, system, preseeded or cache; empty when missing.</param>
/// <param name="Detail">In words, what is wrong; null when good.</param>
internal sealed record FileState(ModelFile File, FileStatus Status, string? Path, string Origin, string? Detail)
{
    public static FileState MissingFor(ModelFile file) => new(file, FileStatus.Missing, null, "", $"{file.Path} is not here");
}
