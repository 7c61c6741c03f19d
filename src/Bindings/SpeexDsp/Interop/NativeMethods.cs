using System.Runtime.InteropServices;
using EmotionVoice.Bindings;

namespace SpeexDsp.Interop;

/// <summary>libspeexdsp 1.2 (speex_echo.h, speex_preprocess.h), as Debian's libspeexdsp1 installs it.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "speexdsp";

    static NativeMethods() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, static (name, _, _) =>
            name == Library ? NativeSearch.Load("speexdsp", "libspeexdsp.so.1", "libspeexdsp.so") : 0);

    [LibraryImport(Library)]
    internal static partial EchoStateHandle speex_echo_state_init(int frameSize, int filterLength);

    [LibraryImport(Library)]
    internal static partial void speex_echo_state_destroy(nint state);

    [LibraryImport(Library)]
    internal static partial void speex_echo_cancellation(EchoStateHandle state, short* recorded, short* played, short* output);

    [LibraryImport(Library)]
    internal static partial void speex_echo_state_reset(EchoStateHandle state);

    /// <summary>0 when the request is known.</summary>
    [LibraryImport(Library)]
    internal static partial int speex_echo_ctl(EchoStateHandle state, EchoRequest request, void* value);

    [LibraryImport(Library)]
    internal static partial PreprocessStateHandle speex_preprocess_state_init(int frameSize, int samplingRate);

    [LibraryImport(Library)]
    internal static partial void speex_preprocess_state_destroy(nint state);

    /// <summary>1 for speech, when its own voice activity detection is on.</summary>
    [LibraryImport(Library)]
    internal static partial int speex_preprocess_run(PreprocessStateHandle state, short* samples);

    [LibraryImport(Library)]
    internal static partial int speex_preprocess_ctl(PreprocessStateHandle state, PreprocessRequest request, void* value);
}

internal enum EchoRequest
{
    SetSamplingRate = 24,
}

internal enum PreprocessRequest
{
    SetDenoise = 0,
    SetAgc = 2,

    /// <summary>In dB, negative.</summary>
    SetNoiseSuppress = 18,

    /// <summary>In dB, negative.</summary>
    SetEchoSuppress = 20,

    /// <summary>In dB, negative: while somebody near speaks.</summary>
    SetEchoSuppressActive = 22,

    /// <summary>The value is the echo state itself.</summary>
    SetEchoState = 24,

    /// <summary>Float, in units of a 16-bit sample.</summary>
    SetAgcLevel = 6,

    /// <summary>In dB.</summary>
    SetAgcMaxGain = 30,
}
