using Glibc.Interop;

namespace Glibc;

/// <summary>Settings of the C library's allocator, which all native engines share.</summary>
public static class Malloc
{
    /// <summary>
    /// Keeps the heap small and gives back what is free. Without it each thread that calls an engine gets an arena of
    /// its own, and each arena keeps the largest buffers that the engine ever used there. To be called before the
    /// first engine is loaded; does nothing where the C library has no such settings.
    /// </summary>
    /// <param name="arenas">Arenas at most.</param>
    /// <param name="returnedBytes">Blocks from this size on go straight back to the system when freed; so does free space of this size at the heap's end.</param>
    /// <returns>Whether the C library took all of it.</returns>
    public static bool KeepSmall(int arenas, int returnedBytes)
    {
        try
        {
            return NativeMethods.mallopt(NativeMethods.M_ARENA_MAX, arenas) == 1
                && NativeMethods.mallopt(NativeMethods.M_TRIM_THRESHOLD, returnedBytes) == 1
                && NativeMethods.mallopt(NativeMethods.M_MMAP_THRESHOLD, returnedBytes) == 1;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false; // another C library: it manages memory its own way
        }
    }
}
