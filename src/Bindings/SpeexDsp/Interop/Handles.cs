using System.Runtime.InteropServices;

namespace SpeexDsp.Interop;

internal sealed class EchoStateHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.speex_echo_state_destroy(handle);
        return true;
    }
}

internal sealed class PreprocessStateHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.speex_preprocess_state_destroy(handle);
        return true;
    }
}
