using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Whisper.net.Logger;

public enum WhisperLogLevel
{
    None = 0,
    Error = 1,
    Warning = 2,
    Info = 3,
    Cont = 4,
    Debug = 5,
}

/// <summary>Hands on what the native library reports. Without a logger nothing is printed.</summary>
public static class LogProvider
{
    private static ImmutableArray<Action<WhisperLogLevel, string?>> loggers = [];

    /// <summary>Called on native threads. Dispose the result to stop.</summary>
    public static IDisposable AddLogger(Action<WhisperLogLevel, string?> logAction)
    {
        ImmutableInterlocked.Update(ref loggers, (all, added) => all.Add(added), logAction);
        return new Removal(logAction);
    }

    [UnmanagedCallersOnly]
    internal static unsafe void OnNativeLog(int level, byte* text, nint userData)
    {
        ImmutableArray<Action<WhisperLogLevel, string?>> current = loggers;
        if (current.IsEmpty)
            return;

        string? message = Marshal.PtrToStringUTF8((nint)text);
        foreach (Action<WhisperLogLevel, string?> logger in current)
        {
#pragma warning disable CA1031 // An exception that leaves a native callback ends the process.
            try
            {
                logger(FromNative(level), message);
            }
            catch (Exception)
            {
                // A logger that fails must not stop a transcription.
            }
#pragma warning restore CA1031
        }
    }

    // ggml counts none, debug, info, warning, error, continuation.
    private static WhisperLogLevel FromNative(int level) => level switch
    {
        1 => WhisperLogLevel.Debug,
        2 => WhisperLogLevel.Info,
        3 => WhisperLogLevel.Warning,
        4 => WhisperLogLevel.Error,
        5 => WhisperLogLevel.Cont,
        _ => WhisperLogLevel.None,
    };

    private sealed class Removal(Action<WhisperLogLevel, string?> logger) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref loggers, (all, removed) => all.Remove(removed), logger);
    }
}
