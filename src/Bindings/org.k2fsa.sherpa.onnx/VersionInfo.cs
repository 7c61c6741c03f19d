#nullable disable
using SherpaOnnx.Interop;

namespace SherpaOnnx;

/// <summary>Versions of the loaded native libraries.</summary>
public class VersionInfo
{
    public static string Version => NativeText.Read(NativeMethods.SherpaOnnxGetVersionStr());

    public static string OnnxruntimeVersion => NativeText.Read(NativeMethods.SherpaOnnxGetOnnxruntimeVersionStr());
}
