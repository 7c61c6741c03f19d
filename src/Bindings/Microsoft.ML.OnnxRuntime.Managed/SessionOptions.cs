#nullable disable
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Interop;

namespace Microsoft.ML.OnnxRuntime;

public enum GraphOptimizationLevel
{
    ORT_DISABLE_ALL = 0,
    ORT_ENABLE_BASIC = 1,
    ORT_ENABLE_EXTENDED = 2,
    ORT_ENABLE_ALL = 99,
}

public enum OrtLoggingLevel
{
    ORT_LOGGING_LEVEL_VERBOSE = 0,
    ORT_LOGGING_LEVEL_INFO = 1,
    ORT_LOGGING_LEVEL_WARNING = 2,
    ORT_LOGGING_LEVEL_ERROR = 3,
    ORT_LOGGING_LEVEL_FATAL = 4,
}

/// <summary>How an <see cref="InferenceSession"/> is built. The session copies it, so it may be disposed afterwards.</summary>
public class SessionOptions : SafeHandle
{
    public SessionOptions()
        : base(0, ownsHandle: true) => SetHandle(OrtApi.Create(OrtFunction.CreateSessionOptions));

    public override bool IsInvalid => handle == 0;

    /// <summary>Threads within one operator; 0 lets the runtime choose.</summary>
    public int IntraOpNumThreads
    {
        get;
        set
        {
            OrtApi.Call(OrtFunction.SetIntraOpNumThreads, handle, value);
            field = value;
        }
    }

    /// <summary>Threads across operators; 0 lets the runtime choose.</summary>
    public int InterOpNumThreads
    {
        get;
        set
        {
            OrtApi.Call(OrtFunction.SetInterOpNumThreads, handle, value);
            field = value;
        }
    }

    public GraphOptimizationLevel GraphOptimizationLevel
    {
        get;
        set
        {
            OrtApi.Call(OrtFunction.SetSessionGraphOptimizationLevel, handle, (int)value);
            field = value;
        }
    } = GraphOptimizationLevel.ORT_ENABLE_ALL;

    public OrtLoggingLevel LogSeverityLevel
    {
        get;
        set
        {
            OrtApi.Call(OrtFunction.SetSessionLogSeverityLevel, handle, (int)value);
            field = value;
        }
    } = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;

    /// <summary>Plans memory from the first run's shapes; off is leaner when every run has another length.</summary>
    public bool EnableMemoryPattern
    {
        get;
        set
        {
            OrtApi.Call(value ? OrtFunction.EnableMemPattern : OrtFunction.DisableMemPattern, handle);
            field = value;
        }
    } = true;

    /// <summary>Keeps freed tensors for reuse; off gives memory back after each run.</summary>
    public bool EnableCpuMemArena
    {
        get;
        set
        {
            OrtApi.Call(value ? OrtFunction.EnableCpuMemArena : OrtFunction.DisableCpuMemArena, handle);
            field = value;
        }
    } = true;

    internal nint Handle => handle;

    public void AddSessionConfigEntry(string configKey, string configValue) =>
        OrtApi.AddSessionConfigEntry(handle, configKey, configValue);

    protected override bool ReleaseHandle()
    {
        OrtApi.Release(OrtFunction.ReleaseSessionOptions, handle);
        return true;
    }
}
