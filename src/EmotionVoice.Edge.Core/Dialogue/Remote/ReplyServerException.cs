namespace EmotionVoice.Edge.Core.Dialogue.Remote;

/// <summary>A server gave no reply. The message says what happened in words of the device's own: a server's may repeat what people said.</summary>
public sealed class ReplyServerException(string message) : Exception(message)
{
    public ReplyServerCause Cause { get; init; }
}

/// <summary>Where to look when a server gives no reply.</summary>
public enum ReplyServerCause
{
    /// <summary>In the server.</summary>
    Server,

    /// <summary>It can't be reached.</summary>
    Unreachable,
    Key,
    Model,
}
