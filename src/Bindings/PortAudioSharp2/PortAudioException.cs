namespace PortAudioSharp;

/// <summary>PortAudio refused a call.</summary>
public class PortAudioException : Exception
{
    public PortAudioException(ErrorCode ec) => ErrorCode = ec;

    public PortAudioException(ErrorCode ec, string message) : base(message) => ErrorCode = ec;

    public PortAudioException(ErrorCode ec, string message, Exception inner) : base(message, inner) => ErrorCode = ec;

    public ErrorCode ErrorCode { get; }
}
