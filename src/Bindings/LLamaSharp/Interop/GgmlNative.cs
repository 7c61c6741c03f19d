using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LLama.Interop;

/// <summary>The one function of libggml that is called directly.</summary>
internal static partial class GgmlNative
{
    static GgmlNative() => RuntimeHelpers.RunClassConstructor(typeof(LLamaLibrary).TypeHandle);

    [LibraryImport(LLamaLibrary.Ggml, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void ggml_backend_load_all_from_path(string? dir_path);
}
