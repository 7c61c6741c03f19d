using System.Runtime.InteropServices;
using EmotionVoice.Bindings;

namespace Microsoft.ML.OnnxRuntime.Interop;

/// <summary>
/// The function table of ONNX Runtime's C API. Indices are positions in struct OrtApi of onnxruntime_c_api.h; they are
/// append-only, so a table asked for by an older version stays valid in every newer library.
/// The library is the one that sherpa-onnx ships: loading the same file twice yields the same copy, so one runtime
/// serves both.
/// </summary>
internal static unsafe partial class OrtApi
{
    /// <summary>Newer functions than those of version 11 are not used; 17 is what distributions carry at least.</summary>
    private const uint ApiVersion = 17;

    private static readonly nint* Table = Open();

    internal static nint Function(OrtFunction function) => Table[(int)function];

    private static nint* Open()
    {
        nint library = NativeSearch.Load("sherpa", "libonnxruntime.so", "libonnxruntime.so.1");
        var getBase = (delegate* unmanaged[Cdecl]<OrtApiBase*>)NativeLibrary.GetExport(library, "OrtGetApiBase");
        OrtApiBase* apiBase = getBase();
        nint* table = apiBase->GetApi(ApiVersion);
        if (table is null)
        {
            throw new DllNotFoundException(
                $"The ONNX Runtime library found is version {Marshal.PtrToStringUTF8(apiBase->GetVersionString())}, " +
                $"too old for API version {ApiVersion}. In a source tree, ./scripts/natives.sh installs a fitting one.");
        }

        return table;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct OrtApiBase
    {
        internal readonly delegate* unmanaged[Cdecl]<uint, nint*> GetApi;
        internal readonly delegate* unmanaged[Cdecl]<nint> GetVersionString;
    }
}
