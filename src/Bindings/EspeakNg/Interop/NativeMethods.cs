using System.Runtime.InteropServices;
using EmotionVoice.Bindings;

namespace EspeakNg.Interop;

/// <summary>libespeak-ng 1.51 (speak_lib.h), as Debian's libespeak-ng1 installs it.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "espeak-ng";

    static NativeMethods() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, static (name, _, _) =>
            name == Library ? NativeSearch.Load("espeak", "libespeak-ng.so.1", "libespeak-ng.so") : 0);

    /// <returns>The sample rate in Hz, or -1.</returns>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int espeak_Initialize(AudioOutput output, int bufferMilliseconds, string? path, int options);

    [LibraryImport(Library)]
    internal static partial nint espeak_Info(byte** dataPath);

    /// <summary>The callback gets samples, their count and events; 1 stops.</summary>
    [LibraryImport(Library)]
    internal static partial void espeak_SetSynthCallback(delegate* unmanaged[Cdecl]<short*, int, nint, int> callback);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Status espeak_SetVoiceByName(string name);

    [LibraryImport(Library)]
    internal static partial Status espeak_SetParameter(Parameter parameter, int value, int relative);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Status espeak_Synth(
        string text, nuint size, uint position, int positionType, uint endPosition, uint flags, uint* identifier, nint userData);
}

internal enum AudioOutput
{
    /// <summary>Samples go to the callback, and synthesis returns when the last of them is delivered.</summary>
    Synchronous = 2,
}

internal enum Status
{
    Ok = 0,
    InternalError = -1,
    BufferFull = 1,
    NotFound = 2,
}

internal enum Parameter
{
    Rate = 1,
    Volume = 2,
    Pitch = 3,
    Range = 4,
    WordGap = 7,
}
