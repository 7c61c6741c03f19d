using SpeexDsp.Interop;

namespace SpeexDsp;

/// <summary>How a <see cref="Preprocessor"/> treats the sound.</summary>
public sealed record PreprocessorSettings
{
    /// <summary>How far noise is lowered, in dB, 0 or negative. 0 leaves it.</summary>
    public int NoiseSuppressDb { get; init; }

    /// <summary>How far what is left of the echo is lowered, in dB.</summary>
    public int EchoSuppressDb { get; init; } = -40;

    /// <summary>The same while somebody near speaks.</summary>
    public int EchoSuppressActiveDb { get; init; } = -15;

    /// <summary>Level to which speech is brought, in units of a 16-bit sample; 0 leaves it.</summary>
    public float GainLevel { get; init; }

    /// <summary>Most gain for that, in dB.</summary>
    public int MostGainDb { get; init; } = 20;
}

/// <summary>
/// Lowers, in the spectrum, what an <see cref="EchoState"/> left of the echo, and by choice noise. Sound comes out one
/// frame late. Used by one thread at a time.
/// </summary>
public sealed class Preprocessor : IDisposable
{
    private readonly PreprocessStateHandle _handle;
    private readonly EchoState? _echo; // the library keeps a pointer to it
    private bool _disposed;

    /// <param name="frameSize">Samples a call; that of <paramref name="echo"/>.</param>
    /// <param name="sampleRateHz">Of the sound.</param>
    /// <param name="settings">What is done.</param>
    /// <param name="echo">Knows how much echo may be left; null: none is expected.</param>
    /// <exception cref="DllNotFoundException">libspeexdsp is not installed.</exception>
    /// <exception cref="OutOfMemoryException">The library gave no state.</exception>
    public unsafe Preprocessor(int frameSize, int sampleRateHz, PreprocessorSettings settings, EchoState? echo)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameSize);
        ArgumentNullException.ThrowIfNull(settings);
        if (echo is not null && echo.FrameSize != frameSize)
            throw new ArgumentException($"The echo state's frames have {echo.FrameSize} samples.", nameof(frameSize));
        FrameSize = frameSize;
        _echo = echo;
        _handle = NativeMethods.speex_preprocess_state_init(frameSize, sampleRateHz);
        if (_handle.IsInvalid)
            throw new OutOfMemoryException("libspeexdsp could not make a preprocessor.");
        // Its gains, those against echo among them, are applied only with this on.
        Set(PreprocessRequest.SetDenoise, 1);
        Set(PreprocessRequest.SetNoiseSuppress, Math.Min(0, settings.NoiseSuppressDb));
        Set(PreprocessRequest.SetEchoSuppress, settings.EchoSuppressDb);
        Set(PreprocessRequest.SetEchoSuppressActive, settings.EchoSuppressActiveDb);
        if (settings.GainLevel > 0)
        {
            float level = settings.GainLevel;
            _ = NativeMethods.speex_preprocess_ctl(_handle, PreprocessRequest.SetAgcLevel, &level);
            Set(PreprocessRequest.SetAgcMaxGain, settings.MostGainDb);
            Set(PreprocessRequest.SetAgc, 1);
        }

        if (echo is not null)
            _ = NativeMethods.speex_preprocess_ctl(_handle, PreprocessRequest.SetEchoState, (void*)echo.Handle.DangerousGetHandle());
    }

    /// <summary>Samples a call.</summary>
    public int FrameSize { get; }

    /// <summary>Treats one frame in place.</summary>
    /// <param name="samples">[FrameSize].</param>
    public unsafe void Run(Span<short> samples)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (samples.Length != FrameSize)
            throw new ArgumentException($"A frame has {FrameSize} samples.");
        fixed (short* pointer = samples)
            _ = NativeMethods.speex_preprocess_run(_handle, pointer);
        GC.KeepAlive(_echo);
    }

    public void Dispose()
    {
        _disposed = true;
        _handle.Dispose();
    }

    private unsafe void Set(PreprocessRequest request, int value) =>
        _ = NativeMethods.speex_preprocess_ctl(_handle, request, &value);
}
