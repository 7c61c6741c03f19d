using System.ClientModel;
using System.Net.Sockets;
using EmotionVoice.Edge.Core.Dialogue.Remote;

namespace EmotionVoice.Edge.Engines.OpenAi;

/// <summary>Puts what went wrong with a server into words, without any of the server's: those may repeat what people said.</summary>
internal static class ServerTrouble
{
    public static ReplyServerException Of(Exception e, RemoteOptions options) => e switch
    {
        ReplyServerException told => told,
        ClientResultException { Status: > 0 } refused => Of(refused.Status, options),
        ClientResultException { InnerException: { } inner } => Of(inner, options),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Unreachable($"nobody knows the name {options.Endpoint!.Host}"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Unreachable("there is no safe connection to it: its certificate isn't trusted, or it speaks no TLS"),
        HttpRequestException { InnerException: SocketException socket } => Unreachable($"there is no connection to it ({socket.SocketErrorCode})"),
        HttpRequestException or IOException or SocketException => Unreachable("the connection to it broke"),
        OperationCanceledException or TimeoutException => Unreachable(FormattableString.Invariant($"there is no connection to it within {options.ConnectTimeout.TotalSeconds:0.##} s")),
        _ => new ReplyServerException($"what it sent is no reply ({e.GetType().Name})"),
    };

    private static ReplyServerException Of(int status, RemoteOptions options) => status switch
    {
        401 or 403 => new($"it refuses this device's key ({status})") { Cause = ReplyServerCause.Key },
        404 => new($"it has no model {options.Model}, or its interface is elsewhere ({status})") { Cause = ReplyServerCause.Model },
        408 or 429 => new($"it has too much to do ({status})"),
        >= 500 => new($"it has failed itself ({status})"),
        _ => new($"it refuses the question ({status})"),
    };

    private static ReplyServerException Unreachable(string message) => new(message) { Cause = ReplyServerCause.Unreachable };
}
