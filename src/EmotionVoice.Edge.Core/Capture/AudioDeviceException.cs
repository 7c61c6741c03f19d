namespace EmotionVoice.Edge.Core.Capture;

/// <summary>A sound device is missing, busy or gone. The message says what to do.</summary>
public sealed class AudioDeviceException : Exception
{
    public AudioDeviceException(string message) : base(message) { }

    public AudioDeviceException(string message, Exception innerException) : base(message, innerException) { }
}
