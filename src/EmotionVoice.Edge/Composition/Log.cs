using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Composition;

internal static partial class Log
{
    [LoggerMessage(2410, LogLevel.Warning, "The device does not listen while it speaks, and can be interrupted by its button only: the library that takes its own voice out is missing. Install it, on Debian with: sudo apt install libspeexdsp1 — or set Audio:Duplex to Half.")]
    internal static partial void EchoStays(this ILogger logger, Exception exception);

    [LoggerMessage(2420, LogLevel.Information, "What people say to this device goes to {Server} as text, with the feeling it was said with; sound doesn't. {Model} there answers; when it doesn't, {Local} here.")]
    internal static partial void WordsLeave(this ILogger logger, string server, string model, string local);
}
