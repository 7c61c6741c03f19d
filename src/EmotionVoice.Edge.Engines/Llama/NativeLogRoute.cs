using System.Text;
using LLama.Native;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Engines.Llama;

/// <summary>Sends llama.cpp's messages, which come in pieces and go to standard error otherwise, to a log.</summary>
internal sealed class NativeLogRoute(ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _line = new();
    private LLamaLogLevel _level;

    /// <summary>One route a process: the newest logger wins.</summary>
    internal static void Use(ILogger logger) => NativeLogConfig.llama_log_set(new NativeLogRoute(logger).Take);

    internal void Take(LLamaLogLevel level, string message)
    {
        lock (_gate)
        {
            if (level != LLamaLogLevel.Continue)
                _level = level;

            // Below a warning it tells of every tensor.
            if (_level is not (LLamaLogLevel.Warning or LLamaLogLevel.Error))
                return;
            _line.Append(message);
            if (!message.EndsWith('\n'))
                return;

            string line = _line.ToString().TrimEnd();
            _line.Clear();
            if (_level == LLamaLogLevel.Error)
                logger.NativeError(line);
            else
                logger.NativeWarning(line);
        }
    }
}
