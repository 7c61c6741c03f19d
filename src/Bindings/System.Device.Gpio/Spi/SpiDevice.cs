namespace System.Device.Spi;

/// <summary>A device on an SPI bus.</summary>
public abstract class SpiDevice : IDisposable
{
    public abstract SpiConnectionSettings ConnectionSettings { get; }

    /// <summary>The device is opened by its first transfer.</summary>
    public static SpiDevice Create(SpiConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new LinuxSpiDevice(settings);
    }

    public abstract void Read(Span<byte> buffer);

    /// <summary>One transfer, with the chip selected from its first bit to its last.</summary>
    /// <exception cref="IOException">The device is not there, may not be used, or refused the transfer.</exception>
    public abstract void Write(ReadOnlySpan<byte> buffer);

    public abstract void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
