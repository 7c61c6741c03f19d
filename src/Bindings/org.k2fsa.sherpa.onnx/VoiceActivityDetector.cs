#nullable disable
using SherpaOnnx.Interop;

namespace SherpaOnnx;

/// <summary>
/// Cuts a stream of samples into segments of speech. A refused configuration does not throw: the detector then stays
/// empty for ever. One thread at a time.
/// </summary>
public sealed class VoiceActivityDetector : IDisposable
{
    private readonly VadHandle _handle;

    public VoiceActivityDetector(VadModelConfig config, float bufferSizeInSeconds) =>
        _handle = new VadHandle(NativeMethods.SherpaOnnxCreateVoiceActivityDetector(ref config, bufferSizeInSeconds));

    public void AcceptWaveform(float[] samples) =>
        NativeMethods.SherpaOnnxVoiceActivityDetectorAcceptWaveform(_handle, samples, samples.Length);

    /// <summary>No finished segment waits.</summary>
    public bool IsEmpty() => NativeMethods.SherpaOnnxVoiceActivityDetectorEmpty(_handle) == 1;

    /// <summary>A segment is open at the newest window.</summary>
    public bool IsSpeechDetected() => NativeMethods.SherpaOnnxVoiceActivityDetectorDetected(_handle) == 1;

    public void Pop() => NativeMethods.SherpaOnnxVoiceActivityDetectorPop(_handle);

    /// <exception cref="NullReferenceException">Nothing waits.</exception>
    public SpeechSegment Front()
    {
        nint segment = NativeMethods.SherpaOnnxVoiceActivityDetectorFront(_handle);
        try
        {
            return new SpeechSegment(segment);
        }
        finally
        {
            NativeMethods.SherpaOnnxDestroySpeechSegment(segment);
        }
    }

    public void Clear() => NativeMethods.SherpaOnnxVoiceActivityDetectorClear(_handle);

    public void Reset() => NativeMethods.SherpaOnnxVoiceActivityDetectorReset(_handle);

    public void Flush() => NativeMethods.SherpaOnnxVoiceActivityDetectorFlush(_handle);

    public void Dispose() => _handle.Dispose();
}
