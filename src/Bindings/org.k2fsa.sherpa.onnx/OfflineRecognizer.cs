#nullable disable
using SherpaOnnx.Interop;

namespace SherpaOnnx;

/// <summary>
/// Recognises whole utterances. A refused configuration does not throw and leaves an object that must not be used:
/// check that the model's files exist first. Different streams may be decoded in parallel.
/// </summary>
public sealed class OfflineRecognizer : IDisposable
{
    private readonly OfflineRecognizerHandle _handle;

    public OfflineRecognizer(OfflineRecognizerConfig config) =>
        _handle = new OfflineRecognizerHandle(NativeMethods.SherpaOnnxCreateOfflineRecognizer(ref config));

    public void SetConfig(OfflineRecognizerConfig config) =>
        NativeMethods.SherpaOnnxOfflineRecognizerSetConfig(_handle, ref config);

    public OfflineStream CreateStream() => new(NativeMethods.SherpaOnnxCreateOfflineStream(_handle));

    public void Decode(OfflineStream stream) =>
        NativeMethods.SherpaOnnxDecodeOfflineStream(_handle, stream.SafeHandle);

    public void Dispose() => _handle.Dispose();
}
