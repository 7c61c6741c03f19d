using System.Runtime.InteropServices;

namespace SherpaOnnx.Interop;

/// <summary>One native object. A null pointer is legal: creation with a bad configuration yields one, and nothing is freed then.</summary>
internal abstract class SherpaHandle : SafeHandle
{
    private protected SherpaHandle(nint value)
        : base(0, ownsHandle: true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;

    /// <summary>The pointer, or null once disposed, which is what upstream's wrappers hand out then.</summary>
    internal nint Value => IsClosed ? 0 : handle;
}

internal sealed class VadHandle(nint value) : SherpaHandle(value)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.SherpaOnnxDestroyVoiceActivityDetector(handle);
        return true;
    }
}

internal sealed class OfflineRecognizerHandle(nint value) : SherpaHandle(value)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.SherpaOnnxDestroyOfflineRecognizer(handle);
        return true;
    }
}

internal sealed class OfflineStreamHandle(nint value) : SherpaHandle(value)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.SherpaOnnxDestroyOfflineStream(handle);
        return true;
    }
}

internal sealed class OfflineTtsHandle(nint value) : SherpaHandle(value)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.SherpaOnnxDestroyOfflineTts(handle);
        return true;
    }
}

internal sealed class GeneratedAudioHandle(nint value) : SherpaHandle(value)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.SherpaOnnxDestroyOfflineTtsGeneratedAudio(handle);
        return true;
    }
}

internal sealed class OnlineRecognizerHandle(nint value) : SherpaHandle(value)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.SherpaOnnxDestroyOnlineRecognizer(handle);
        return true;
    }
}

internal sealed class OnlineStreamHandle(nint value) : SherpaHandle(value)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.SherpaOnnxDestroyOnlineStream(handle);
        return true;
    }
}

internal sealed class KeywordSpotterHandle(nint value) : SherpaHandle(value)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.SherpaOnnxDestroyKeywordSpotter(handle);
        return true;
    }
}
