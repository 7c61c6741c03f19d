namespace System.Device.Spi;

/// <summary>Clock polarity and phase.</summary>
public enum SpiMode
{
    Mode0,
    Mode1,
    Mode2,
    Mode3,
}

/// <summary>Which device, and how to talk to it.</summary>
public sealed class SpiConnectionSettings(int busId, int chipSelectLine = -1)
{
    public int BusId { get; set; } = busId;

    /// <summary>-1: the first device of the bus, without its chip select.</summary>
    public int ChipSelectLine { get; set; } = chipSelectLine;

    public SpiMode Mode { get; set; } = SpiMode.Mode0;

    /// <summary>Bits a word. Default 8.</summary>
    public int DataBitLength { get; set; } = 8;

    /// <summary>In Hz. Default 500 kHz.</summary>
    public int ClockFrequency { get; set; } = 500_000;
}
