namespace EmotionVoice.Edge.Models;

/// <summary>A model can't be named, found, fetched or trusted. The message says what happened, what it means and what to do.</summary>
internal sealed class ModelException : Exception
{
    public ModelException(int exitCode, string message, Exception? innerException = null) : base(message, innerException)
        => ExitCode = exitCode;

    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; }
}
