namespace EmotionVoice.Edge.Models.Fetching;

/// <summary>One source can't give the file; the next one is asked.</summary>
internal sealed class SourceException : Exception
{
    public SourceException(string message, bool damaged = false, Exception? innerException = null) : base(message, innerException)
        => Damaged = damaged;

    /// <summary>The source answered, with something that is not the file.</summary>
    public bool Damaged { get; }
}

/// <summary>The transfer broke and may work when tried again.</summary>
internal sealed class TransferException : Exception
{
    public TransferException(string message, TimeSpan? retryAfter = null, Exception? innerException = null) : base(message, innerException)
        => RetryAfter = retryAfter;

    /// <summary>The wait that the server asked for.</summary>
    public TimeSpan? RetryAfter { get; }
}

/// <summary>Turns what the file system says into what the user can do.</summary>
internal static class CacheFailures
{
    // errno of Linux, which .NET puts into HResult.
    public const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int ReadOnly = 30;

    public static bool IsFileSystem(Exception error) => error is IOException or UnauthorizedAccessException;

    public static bool IsFull(Exception error) => error is IOException { HResult: NoSpace or QuotaExceeded };

    /// <param name="folder">The cache.</param>
    public static ModelException Explain(Exception error, string folder)
    {
        string message = error switch
        {
            IOException when IsFull(error) => $"The disk of the model cache {folder} is full. The model was not stored, and the part of it that had arrived was removed. Make room",
            UnauthorizedAccessException or IOException { HResult: ReadOnly } => $"The model cache {folder} can't be written: {error.Message} Nothing was stored. Make it writable for this user",
            _ => $"The model could not be stored in the cache {folder}: {error.Message} Correct that",
        };
        return new ModelException(ExitCodes.CannotCreate, $"{message}, or name another folder with {ModelLocations.CacheVariable}, and run the command again.", error);
    }
}
