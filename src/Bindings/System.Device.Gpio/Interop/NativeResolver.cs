using System.Runtime.InteropServices;
using EmotionVoice.Bindings;

namespace System.Device.Gpio.Interop;

/// <summary>Where this assembly's two native libraries are found.</summary>
internal static class NativeResolver
{
    /// <summary>The C library. Asked through the process itself, so that a preloaded library can stand in for a device.</summary>
    internal const string C = "libc";

    private static readonly Lazy<bool> s_set = new(() =>
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeResolver).Assembly, static (name, _, _) => name switch
        {
            C => NativeLibrary.GetMainProgramHandle(),
            GpiodNative.Library => NativeSearch.Load("gpiod", GpiodNative.Library),
            _ => 0,
        });
        return true;
    });

    internal static void Set() => _ = s_set.Value;
}
