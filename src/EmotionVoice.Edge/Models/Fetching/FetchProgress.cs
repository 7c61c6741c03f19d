namespace EmotionVoice.Edge.Models.Fetching;

internal enum FetchStep
{
    /// <summary>Another process fetches the same model.</summary>
    Waiting,

    /// <summary>Bytes arrive.</summary>
    Downloading,

    /// <summary>npm fetches and unpacks.</summary>
    Unpacking,

    /// <summary>A maker works.</summary>
    Making,

    /// <summary>A pause after a broken transfer; the note says why.</summary>
    Retrying,

    /// <summary>A source failed and the next one is asked; the note says why.</summary>
    NextSource,

    /// <summary>The file is here and checked.</summary>
    Done,
}

/// <summary>Where a fetch stands. Reported from the fetching thread, at most a few times a second for bytes.</summary>
/// <param name="Model">Model id.</param>
/// <param name="File">Path inside the model.</param>
/// <param name="Bytes">Arrived so far.</param>
/// <param name="Total">Null when unknown.</param>
/// <param name="Note">A sentence, or null.</param>
internal readonly record struct FetchProgress(string Model, string File, FetchStep Step, long Bytes, long? Total, string? Note);
