using SpeexDsp.Interop;

namespace SpeexDsp;

/// <summary>
/// Takes the echo of a played signal out of a recorded one: an adaptive filter in the frequency domain (J.-M. Valin,
/// "On adjusting the learning rate in frequency domain echo cancellation with double-talk", 2007). Used by one thread at
/// a time.
/// </summary>
public sealed class EchoState : IDisposable
{
    private bool _disposed;

    /// <param name="frameSize">Samples a call; 10 to 20 ms, best a power of two.</param>
    /// <param name="filterLength">Samples of echo that it models, from the played sample on.</param>
    /// <param name="sampleRateHz">Of both signals.</param>
    /// <exception cref="DllNotFoundException">libspeexdsp is not installed.</exception>
    /// <exception cref="OutOfMemoryException">The library gave no state.</exception>
    public unsafe EchoState(int frameSize, int filterLength, int sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(filterLength, frameSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        FrameSize = frameSize;
        Handle = NativeMethods.speex_echo_state_init(frameSize, filterLength);
        if (Handle.IsInvalid)
            throw new OutOfMemoryException("libspeexdsp could not make an echo canceller.");
        _ = NativeMethods.speex_echo_ctl(Handle, EchoRequest.SetSamplingRate, &sampleRateHz);
    }

    /// <summary>Samples a call.</summary>
    public int FrameSize { get; }

    internal EchoStateHandle Handle { get; }

    /// <summary>Takes the echo out of one frame.</summary>
    /// <param name="recorded">[FrameSize] what the microphone heard.</param>
    /// <param name="played">[FrameSize] what was played; a sample's echo comes with it or later, up to the filter's length.</param>
    /// <param name="output">[FrameSize] what is left; may not overlap the others.</param>
    public unsafe void Cancel(ReadOnlySpan<short> recorded, ReadOnlySpan<short> played, Span<short> output)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (recorded.Length != FrameSize || played.Length != FrameSize || output.Length != FrameSize)
            throw new ArgumentException($"A frame has {FrameSize} samples.");
        fixed (short* rec = recorded, play = played, result = output)
            NativeMethods.speex_echo_cancellation(Handle, rec, play, result);
    }

    /// <summary>Forgets the room.</summary>
    public void Reset()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        NativeMethods.speex_echo_state_reset(Handle);
    }

    public void Dispose()
    {
        _disposed = true;
        Handle.Dispose();
    }
}
