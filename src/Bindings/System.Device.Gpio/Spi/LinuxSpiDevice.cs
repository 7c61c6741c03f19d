using System.Device.Gpio.Interop;

namespace System.Device.Spi;

/// <summary>SPI through the kernel's /dev/spidevB.C.</summary>
internal sealed class LinuxSpiDevice(SpiConnectionSettings settings) : SpiDevice
{
    private readonly Lock _lock = new();
    private SpidevFile? _file;
    private bool _disposed;

    public override SpiConnectionSettings ConnectionSettings => settings;

    public override void Read(Span<byte> buffer) => Transfer([], buffer);

    public override void Write(ReadOnlySpan<byte> buffer) => Transfer(buffer, []);

    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        if (writeBuffer.Length != readBuffer.Length)
            throw new ArgumentException("Both directions transfer the same number of bytes.", nameof(readBuffer));
        Transfer(writeBuffer, readBuffer);
    }

    protected override void Dispose(bool disposing)
    {
        lock (_lock)
        {
            _disposed = true;
            _file?.Dispose();
            _file = null;
        }

        base.Dispose(disposing);
    }

    private void Transfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _file ??= SpidevFile.Open(settings);
            _file.Transfer(write, read, (uint)settings.ClockFrequency, (byte)settings.DataBitLength);
        }
    }
}
