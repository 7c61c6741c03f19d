namespace EmotionVoice.Edge.Commands;

/// <summary>What a command was told to work on is missing or of no use. The message says what to do.</summary>
internal sealed class InputException : Exception
{
    public InputException(string message, int exitCode = ExitCodes.NoInput, Exception? innerException = null) : base(message, innerException) =>
        ExitCode = exitCode;

    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; }
}
