#nullable disable
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Interop;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Options of single runs; <see cref="Terminate"/> may be set from another thread.</summary>
public class RunOptions : SafeHandle
{
    public RunOptions()
        : base(0, ownsHandle: true) => SetHandle(OrtApi.Create(OrtFunction.CreateRunOptions));

    public override bool IsInvalid => handle == 0;

    /// <summary>While true, runs that use these options end with an <see cref="OnnxRuntimeException"/>.</summary>
    public bool Terminate
    {
        get;
        set
        {
            OrtApi.Call(value ? OrtFunction.RunOptionsSetTerminate : OrtFunction.RunOptionsUnsetTerminate, handle);
            field = value;
        }
    }

    internal nint Handle => handle;

    protected override bool ReleaseHandle()
    {
        OrtApi.Release(OrtFunction.ReleaseRunOptions, handle);
        return true;
    }
}
