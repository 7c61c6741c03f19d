using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Mcp;

internal static partial class Log
{
    [LoggerMessage(1200, LogLevel.Information, "The tool server {Server} runs: {Tools} tools.")]
    internal static partial void ServerRuns(this ILogger logger, string server, int tools);

    [LoggerMessage(1201, LogLevel.Warning, "{Problem} Its tools are off; it is tried again when one is wanted.")]
    internal static partial void ServerNotThere(this ILogger logger, string problem);

    [LoggerMessage(1202, LogLevel.Warning, "The tool server {Server} ended ({Reason}). It is started again when it is next needed.")]
    internal static partial void ServerEnded(this ILogger logger, string server, string reason);
}
