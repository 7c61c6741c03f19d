using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>A handle to an object of libllama.</summary>
public abstract class SafeLLamaHandleBase : SafeHandle
{
    private protected SafeLLamaHandleBase(nint handle) : base(0, ownsHandle: true) => SetHandle(handle);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;
}
