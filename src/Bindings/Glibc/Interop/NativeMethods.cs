using System.Runtime.InteropServices;

namespace Glibc.Interop;

internal static partial class NativeMethods
{
    // mallopt(3), malloc.h
    internal const int M_TRIM_THRESHOLD = -1;
    internal const int M_MMAP_THRESHOLD = -3;
    internal const int M_ARENA_MAX = -8;

    /// <summary>1 on success.</summary>
    [LibraryImport("libc")]
    internal static partial int mallopt(int param, int value);
}
