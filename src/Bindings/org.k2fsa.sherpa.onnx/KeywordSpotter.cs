#nullable disable
using SherpaOnnx.Interop;

namespace SherpaOnnx;

/// <summary>Waits for given words. A refused configuration does not throw and leaves an object that must not be used.</summary>
public sealed class KeywordSpotter : IDisposable
{
    private readonly KeywordSpotterHandle _handle;

    public KeywordSpotter(KeywordSpotterConfig config) =>
        _handle = new KeywordSpotterHandle(NativeMethods.SherpaOnnxCreateKeywordSpotter(ref config));

    public OnlineStream CreateStream() => new(NativeMethods.SherpaOnnxCreateKeywordStream(_handle));

    public OnlineStream CreateStream(string keywords) =>
        new(NativeMethods.SherpaOnnxCreateKeywordStreamWithKeywords(_handle, keywords));

    public bool IsReady(OnlineStream stream) =>
        NativeMethods.SherpaOnnxIsKeywordStreamReady(_handle, stream.SafeHandle) != 0;

    /// <summary>Only when <see cref="IsReady"/>.</summary>
    public void Decode(OnlineStream stream) => NativeMethods.SherpaOnnxDecodeKeywordStream(_handle, stream.SafeHandle);

    /// <summary>Call after a hit, else the same word is reported again.</summary>
    public void Reset(OnlineStream stream) => NativeMethods.SherpaOnnxResetKeywordStream(_handle, stream.SafeHandle);

    public KeywordResult GetResult(OnlineStream stream)
    {
        nint result = NativeMethods.SherpaOnnxGetKeywordResult(_handle, stream.SafeHandle);
        try
        {
            return new KeywordResult(result);
        }
        finally
        {
            NativeMethods.SherpaOnnxDestroyKeywordResult(result);
        }
    }

    public void Dispose() => _handle.Dispose();
}
