#nullable disable
using SherpaOnnx.Interop;

namespace SherpaOnnx;

/// <summary>Streaming recognition. A refused configuration does not throw and leaves an object that must not be used.</summary>
public sealed class OnlineRecognizer : IDisposable
{
    private readonly OnlineRecognizerHandle _handle;

    public OnlineRecognizer(OnlineRecognizerConfig config) =>
        _handle = new OnlineRecognizerHandle(NativeMethods.SherpaOnnxCreateOnlineRecognizer(ref config));

    public OnlineStream CreateStream() => new(NativeMethods.SherpaOnnxCreateOnlineStream(_handle));

    public bool IsReady(OnlineStream stream) =>
        NativeMethods.SherpaOnnxIsOnlineStreamReady(_handle, stream.SafeHandle) != 0;

    public bool IsEndpoint(OnlineStream stream) =>
        NativeMethods.SherpaOnnxOnlineStreamIsEndpoint(_handle, stream.SafeHandle) != 0;

    /// <summary>Only when <see cref="IsReady"/>.</summary>
    public void Decode(OnlineStream stream) => NativeMethods.SherpaOnnxDecodeOnlineStream(_handle, stream.SafeHandle);

    public OnlineRecognizerResult GetResult(OnlineStream stream)
    {
        nint result = NativeMethods.SherpaOnnxGetOnlineStreamResult(_handle, stream.SafeHandle);
        try
        {
            return new OnlineRecognizerResult(result);
        }
        finally
        {
            NativeMethods.SherpaOnnxDestroyOnlineRecognizerResult(result);
        }
    }

    public void Reset(OnlineStream stream) => NativeMethods.SherpaOnnxOnlineStreamReset(_handle, stream.SafeHandle);

    public void Dispose() => _handle.Dispose();
}
