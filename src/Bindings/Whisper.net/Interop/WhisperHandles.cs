using Microsoft.Win32.SafeHandles;

namespace Whisper.net.Interop;

/// <summary>A loaded model. Invalid when the library could not read it.</summary>
internal sealed class WhisperContextHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeWhisper.whisper_free(handle);
        return true;
    }
}

/// <summary>The buffers and results of one run on a model.</summary>
internal sealed class WhisperStateHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeWhisper.whisper_free_state(handle);
        return true;
    }
}
