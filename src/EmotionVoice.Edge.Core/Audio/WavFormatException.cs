namespace EmotionVoice.Edge.Core.Audio;

/// <summary>A WAV file can't be read. The message says what is wrong with it, what that means and what to do.</summary>
public sealed class WavFormatException : Exception
{
    public WavFormatException(string message) : base(message) { }

    public WavFormatException(string message, Exception innerException) : base(message, innerException) { }
}
