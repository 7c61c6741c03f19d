#nullable disable
using SherpaOnnx.Interop;

namespace SherpaOnnx;

/// <summary>One utterance. Accepts samples once; dispose before its recognizer.</summary>
public sealed class OfflineStream : IDisposable
{
    public OfflineStream(IntPtr p) => SafeHandle = new OfflineStreamHandle(p);

    public IntPtr Handle => SafeHandle.Value;

    internal OfflineStreamHandle SafeHandle { get; }

    /// <summary>A managed copy of what was recognised; empty before the stream is decoded.</summary>
    public OfflineRecognizerResult Result
    {
        get
        {
            nint result = NativeMethods.SherpaOnnxGetOfflineStreamResult(SafeHandle);
            try
            {
                return new OfflineRecognizerResult(result);
            }
            finally
            {
                NativeMethods.SherpaOnnxDestroyOfflineRecognizerResult(result);
            }
        }
    }

    public void AcceptWaveform(int sampleRate, float[] samples) =>
        NativeMethods.SherpaOnnxAcceptWaveformOffline(SafeHandle, sampleRate, samples, samples.Length);

    public void Dispose() => SafeHandle.Dispose();
}
