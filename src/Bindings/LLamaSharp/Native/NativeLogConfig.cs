using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLama.Interop;

namespace LLama.Native;

/// <summary>Where the messages of libllama go; standard error unless set.</summary>
public static class NativeLogConfig
{
    private static LLamaLogCallback? _callback;

    /// <summary>Receives one piece of a message; a line's last piece ends with a line feed.</summary>
    public delegate void LLamaLogCallback(LLamaLogLevel level, string message);

    /// <summary>Sends all further messages to <paramref name="logCallback"/>, or to standard error again.</summary>
#pragma warning disable IDE1006 // the name of the native function, as upstream has it
    public static unsafe void llama_log_set(LLamaLogCallback? logCallback)
#pragma warning restore IDE1006
    {
        Volatile.Write(ref _callback, logCallback);
        LLamaNative.llama_log_set(logCallback is null ? null : &OnMessage, 0);
    }

    // Called from any thread of the library; an exception must not cross into it.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void OnMessage(int level, byte* text, nint userData)
    {
        try
        {
            Volatile.Read(ref _callback)?.Invoke((LLamaLogLevel)level, Marshal.PtrToStringUTF8((nint)text) ?? "");
        }
#pragma warning disable CA1031 // a listener's failure must not end the process
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
