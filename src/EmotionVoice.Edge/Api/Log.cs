using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Api;

internal static partial class Log
{
    [LoggerMessage(8100, LogLevel.Information, "The doors are open at {Address}.")]
    internal static partial void Open(this ILogger logger, string address);

    [LoggerMessage(8101, LogLevel.Warning, "The doors stay closed: {Address} can't be listened at ({Reason}). The conversation goes on without them. Another Api:Port, or Api:Enabled=false, ends this message.")]
    internal static partial void Closed(this ILogger logger, string address, string reason);

    [LoggerMessage(8102, LogLevel.Warning, "The doors at {Address} are open to other machines, but there is no token yet: nothing but /healthz answers them. Make one with: emotionvoice token add <name>")]
    internal static partial void NoToken(this ILogger logger, string address);

    [LoggerMessage(8103, LogLevel.Warning, "The doors at {Address} are open to other machines without TLS: tokens and speech can be read on the way. Set Api:CertificateFile and Api:KeyFile, or stand behind a proxy with TLS.")]
    internal static partial void Plain(this ILogger logger, string address);

    [LoggerMessage(8104, LogLevel.Error, "A request failed: {Method} {Route}")]
    internal static partial void RequestFailed(this ILogger logger, Exception exception, string method, string route);

    [LoggerMessage(8105, LogLevel.Error, "The tokens in {File} can't be read ({Reason}): none is valid until they can.")]
    internal static partial void TokensUnreadable(this ILogger logger, string file, string reason);

    [LoggerMessage(8106, LogLevel.Information, "A new certificate is in use: {Subject}, valid until {Until:u}.")]
    internal static partial void CertificateRead(this ILogger logger, string subject, DateTimeOffset until);

    [LoggerMessage(8107, LogLevel.Error, "The new certificate in {File} can't be used ({Reason}); the old one stays in use.")]
    internal static partial void CertificateRefused(this ILogger logger, string file, string reason);

    [LoggerMessage(8108, LogLevel.Error, "The audit trail {File} can't be written: {Reason}")]
    internal static partial void AuditFailed(this ILogger logger, string file, string reason);

    [LoggerMessage(8109, LogLevel.Information, "An observer was cut off: it read too slowly.")]
    internal static partial void ObserverCut(this ILogger logger);

    [LoggerMessage(8110, LogLevel.Warning, "The doors didn't close in good order: {Reason}")]
    internal static partial void NotClosed(this ILogger logger, string reason);

    [LoggerMessage(8120, LogLevel.Error, "A stream through the doors met a defect; its connection goes on.")]
    internal static partial void StreamFailed(this ILogger logger, Exception exception);
}
