using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PortAudioSharp.Interop;

/// <summary>
/// Looking for devices makes ALSA and JACK print dozens of lines about configurations that this machine doesn't have.
/// Both let a program take those messages; here they are dropped, because PortAudio's error codes carry what matters.
/// </summary>
internal static unsafe class Quiet
{
    /// <summary>Called before Pa_Initialize. Does nothing where a library or a function is missing.</summary>
    internal static void SilenceSoundLibraries()
    {
        // Both libraries are loaded by PortAudio already; this finds the same copies.
        if (TryFind("libasound.so.2", "snd_lib_error_set_handler", out nint setAlsaHandler))
            ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, int, nint, int, nint, void>, int>)setAlsaHandler)(&DropAlsaMessage);
        if (TryFind("libjack.so.0", "jack_set_error_function", out nint setJackError))
            ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, void>, void>)setJackError)(&DropJackMessage);
        if (TryFind("libjack.so.0", "jack_set_info_function", out nint setJackInfo))
            ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<nint, void>, void>)setJackInfo)(&DropJackMessage);
    }

    private static bool TryFind(string library, string function, out nint address)
    {
        address = 0;
        return NativeLibrary.TryLoad(library, out nint handle) && NativeLibrary.TryGetExport(handle, function, out address);
    }

    // ALSA passes further arguments after the format; a callee that ignores them is fine in the C calling convention
    // of x64 and arm64 Linux.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DropAlsaMessage(nint file, int line, nint function, int error, nint format)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DropJackMessage(nint message)
    {
    }
}
