namespace Whisper.net;

/// <summary>The model could not be loaded.</summary>
public class WhisperModelLoadException(string message) : Exception(message);

/// <summary>The library gave up: -2 spectrogram, -3 language, -5 audio context too large, -6 encoder, -8 and -9 decoder.</summary>
public class WhisperProcessingException(int errorCode) : Exception($"Whisper processing failed with error code {errorCode}.")
{
    public int ErrorCode { get; } = errorCode;
}

/// <summary>A segment handler threw; the run was stopped. (The package lets that end the process.)</summary>
internal sealed class WhisperHandlerException(Exception inner) : Exception("A segment event handler threw: " + inner.Message, inner);
