using System.Runtime.InteropServices;

namespace System.Device.Gpio.Interop;

/// <summary>An open GPIO chip.</summary>
internal sealed class GpiodChip : SafeHandle
{
    // Used by the marshaller only.
    public GpiodChip() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    internal string Label => Marshal.PtrToStringUTF8(GpiodNative.gpiod_chip_label(this)) ?? "";

    internal int LineCount => (int)GpiodNative.gpiod_chip_num_lines(this);

    /// <exception cref="GpiodException">There is no such chip, no libgpiod, or no permission.</exception>
    internal static GpiodChip Open(string path)
    {
        nint chip;
        try
        {
            chip = GpiodNative.gpiod_chip_open(path);
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            throw new GpiodException("The GPIO library libgpiod is missing. Install it, on Debian with: sudo apt install libgpiod2", exception);
        }

        if (chip == 0)
            throw GpiodException.Last($"The GPIO chip {path} can't be opened");
        GpiodChip opened = new();
        opened.SetHandle(chip);
        return opened;
    }

    /// <exception cref="GpiodException">The chip has no such line.</exception>
    internal GpiodLine Line(int offset)
    {
        nint line = GpiodNative.gpiod_chip_get_line(this, (uint)offset);
        return line != 0 ? new GpiodLine(line, offset) : throw GpiodException.Last($"GPIO {offset} is not there");
    }

    protected override bool ReleaseHandle()
    {
        GpiodNative.gpiod_chip_close(handle);
        return true;
    }
}

/// <summary>A call of libgpiod failed.</summary>
internal sealed class GpiodException(string message, Exception? inner = null) : IOException(message, inner)
{
    internal static GpiodException Last(string what)
    {
        int error = Marshal.GetLastPInvokeError();
        return new GpiodException($"{what}: {Marshal.GetPInvokeErrorMessage(error)}.");
    }
}
