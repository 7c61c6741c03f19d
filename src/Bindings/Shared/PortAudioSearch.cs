using System.Reflection;
using System.Runtime.InteropServices;

namespace EmotionVoice.Bindings;

/// <summary>
/// Finds PortAudio for whoever binds it, package or stand-in. Both ask for "portaudio", for which .NET tries
/// libportaudio.so; Debian without its -dev package has only libportaudio.so.2. Compiled into the assembly that uses them.
/// </summary>
internal static class PortAudioSearch
{
    private static readonly Lazy<bool> s_set = new(() =>
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(PortAudioSharp.PortAudio).Assembly, Resolve);
            return true;
        }
        catch (InvalidOperationException)
        {
            // The binding has set one itself; it knows better.
            return false;
        }
    });

    /// <summary>Call before the first use of PortAudio. Any thread; later calls do nothing.</summary>
    internal static void Set() => _ = s_set.Value;

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != "portaudio")
            return 0; // the usual search
        if (NativeLibrary.TryLoad(name, assembly, searchPath, out nint library))
            return library;
        return NativeLibrary.TryLoad("libportaudio.so.2", assembly, searchPath, out library) ? library : 0;
    }
}
