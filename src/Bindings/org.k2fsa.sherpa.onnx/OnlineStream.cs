#nullable disable
using SherpaOnnx.Interop;

namespace SherpaOnnx;

/// <summary>One endless stream of sound. One thread; dispose before its engine.</summary>
public sealed class OnlineStream : IDisposable
{
    public OnlineStream(IntPtr p) => SafeHandle = new OnlineStreamHandle(p);

    public IntPtr Handle => SafeHandle.Value;

    internal OnlineStreamHandle SafeHandle { get; }

    public void AcceptWaveform(int sampleRate, float[] samples) =>
        NativeMethods.SherpaOnnxOnlineStreamAcceptWaveform(SafeHandle, sampleRate, samples, samples.Length);

    public void InputFinished() => NativeMethods.SherpaOnnxOnlineStreamInputFinished(SafeHandle);

    public void Dispose() => SafeHandle.Dispose();
}
