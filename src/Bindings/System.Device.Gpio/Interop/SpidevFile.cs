using System.Device.Spi;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace System.Device.Gpio.Interop;

/// <summary>An open /dev/spidevB.C. The numbers are those of linux/spi/spidev.h.</summary>
internal sealed unsafe partial class SpidevFile : IDisposable
{
    private const int ReadWriteCloseOnExec = 0x2 | 0x80000;
    private const nuint SetMode = 0x4001_6B01;
    private const nuint SetBitsPerWord = 0x4001_6B03;
    private const nuint SetMaxSpeed = 0x4004_6B04;
    private const nuint OneMessage = 0x4020_6B00;
    private const byte NoChipSelect = 0x40;

    private readonly SafeFileHandle _file;
    private readonly string _path;

    static SpidevFile() => NativeResolver.Set();

    private SpidevFile(SafeFileHandle file, string path) => (_file, _path) = (file, path);

    /// <exception cref="IOException">It is not there, or this user may not use it.</exception>
    internal static SpidevFile Open(SpiConnectionSettings settings)
    {
        string path = $"/dev/spidev{settings.BusId}.{Math.Max(0, settings.ChipSelectLine)}";
        int descriptor = open(path, ReadWriteCloseOnExec);
        if (descriptor < 0)
            throw Last($"The SPI device {path} can't be opened");
        SpidevFile file = new(new SafeFileHandle(descriptor, ownsHandle: true), path);
        byte mode = (byte)((int)settings.Mode | (settings.ChipSelectLine < 0 ? NoChipSelect : 0));
        byte bits = (byte)settings.DataBitLength;
        uint speed = (uint)settings.ClockFrequency;
        try
        {
            file.Control(SetMode, &mode);
            file.Control(SetBitsPerWord, &bits);
            file.Control(SetMaxSpeed, &speed);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>One message; an empty direction is not transferred.</summary>
    internal void Transfer(ReadOnlySpan<byte> write, Span<byte> read, uint speedHz, byte bitsPerWord)
    {
        fixed (byte* writeBytes = write, readBytes = read)
        {
            SpiTransfer transfer = new()
            {
                WriteBuffer = (ulong)writeBytes,
                ReadBuffer = (ulong)readBytes,
                Length = (uint)Math.Max(write.Length, read.Length),
                SpeedHz = speedHz,
                BitsPerWord = bitsPerWord,
            };
            Control(OneMessage, &transfer);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Control(nuint request, void* argument)
    {
        if (ioctl(_file, request, argument) < 0)
            throw Last($"The SPI device {_path} refused a request");
    }

    private static IOException Last(string what)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"{what}: {Marshal.GetPInvokeErrorMessage(error)}.", error);
    }

    [LibraryImport(NativeResolver.C, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport(NativeResolver.C, SetLastError = true)]
    private static partial int ioctl(SafeFileHandle file, nuint request, void* argument);

    /// <summary>struct spi_ioc_transfer, 32 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct SpiTransfer
    {
        internal ulong WriteBuffer;
        internal ulong ReadBuffer;
        internal uint Length;
        internal uint SpeedHz;
        internal ushort DelayMicroseconds;
        internal byte BitsPerWord;
        internal byte ChipSelectChange;
        internal byte WriteWires;
        internal byte ReadWires;
        internal byte WordDelayMicroseconds;
        internal byte Padding;
    }
}
