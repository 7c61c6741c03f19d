using System.Runtime.InteropServices;
using EmotionVoice.Bindings;

namespace System.Device.Gpio.Interop;

/// <summary>libgpiod 1.6 (gpiod.h, the API of libgpiod.so.2), as Debian 12's libgpiod2 installs it.</summary>
internal static unsafe partial class GpiodNative
{
    internal const string Library = "libgpiod.so.2";

    static GpiodNative() => NativeResolver.Set();

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint gpiod_chip_open(string path);

    [LibraryImport(Library)]
    internal static partial void gpiod_chip_close(nint chip);

    [LibraryImport(Library)]
    internal static partial nint gpiod_chip_label(GpiodChip chip);

    [LibraryImport(Library)]
    internal static partial uint gpiod_chip_num_lines(GpiodChip chip);

    /// <summary>The line belongs to the chip.</summary>
    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint gpiod_chip_get_line(GpiodChip chip, uint offset);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int gpiod_line_request_input_flags(nint line, string consumer, LineFlags flags);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int gpiod_line_request_both_edges_events_flags(nint line, string consumer, LineFlags flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int gpiod_line_get_value(nint line);

    [LibraryImport(Library)]
    internal static partial void gpiod_line_release(nint line);

    /// <returns>1 for an event, 0 after the timeout, -1 for an error.</returns>
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int gpiod_line_event_wait(nint line, TimeSpec* timeout);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int gpiod_line_event_read(nint line, LineEvent* lineEvent);
}

[Flags]
internal enum LineFlags
{
    None = 0,
    PullDown = 16,
    PullUp = 32,
}

internal enum LineEdge
{
    Rising = 1,
    Falling = 2,
}

/// <summary>struct timespec, 16 bytes on 64-bit systems.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    internal long Seconds;
    internal long Nanoseconds;
}

/// <summary>struct gpiod_line_event, 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LineEvent
{
    internal TimeSpec Time;
    internal LineEdge Edge;
}
