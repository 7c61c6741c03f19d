using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Engines.Llama;

internal static partial class Log
{
    [LoggerMessage(5101, LogLevel.Information, "Language model {Model} loaded: {Millions} million weights, {ContextSize} tokens of context, {Threads} thread(s)")]
    internal static partial void Loaded(this ILogger logger, string model, ulong millions, uint contextSize, int threads);

    [LoggerMessage(5102, LogLevel.Debug, "Language model warm: {Tokens} tokens evaluated ahead in {Milliseconds:F0} ms")]
    internal static partial void Warm(this ILogger logger, int tokens, double milliseconds);

    [LoggerMessage(5103, LogLevel.Debug, "Reply: {Prompt} tokens of prompt, {Reused} of them reused, {Generated} generated, first after {Milliseconds:F0} ms")]
    internal static partial void Replied(this ILogger logger, int prompt, int reused, int generated, double milliseconds);

    [LoggerMessage(5104, LogLevel.Warning, "llama.cpp: {Message}")]
    internal static partial void NativeError(this ILogger logger, string message);

    [LoggerMessage(5105, LogLevel.Debug, "llama.cpp: {Message}")]
    internal static partial void NativeWarning(this ILogger logger, string message);
}
