using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Interop;

/// <summary>What the process holds once and never frees: the environment, the description of CPU memory, the allocator.</summary>
internal static unsafe class OrtEnvironment
{
    private const int WarningLevel = 2;
    private const int DeviceAllocator = 0;
    private const int DefaultMemory = 0;

    internal static nint Handle { get; } = CreateEnv();

    internal static nint CpuMemory { get; } = CreateCpuMemoryInfo();

    internal static nint Allocator { get; } = OrtApi.Create(OrtFunction.GetAllocatorWithDefaultOptions);

    /// <summary>Reads a text that the default allocator owns, and frees it.</summary>
    internal static string TakeText(nint utf8)
    {
        string text = Marshal.PtrToStringUTF8(utf8) ?? "";
        OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, nint, nint>)OrtApi.Function(OrtFunction.AllocatorFree))(Allocator, utf8));
        return text;
    }

    private static nint CreateEnv()
    {
        nint environment;
        fixed (byte* logId = "EmotionVoice"u8)
        {
            OrtApi.Check(((delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)OrtApi.Function(OrtFunction.CreateEnv))(
                WarningLevel, logId, &environment));
        }

        return environment;
    }

    private static nint CreateCpuMemoryInfo()
    {
        nint info;
        OrtApi.Check(((delegate* unmanaged[Cdecl]<int, int, nint*, nint>)OrtApi.Function(OrtFunction.CreateCpuMemoryInfo))(
            DeviceAllocator, DefaultMemory, &info));
        return info;
    }
}
