using System.Device.Spi;
using System.Drawing;
using Iot.Device.Ws28xx;

namespace EmotionVoice.Edge.Devices.Tests.Bindings.Gpio;

public sealed class Ws2812bTests
{
    [Fact]
    public void EveryByteIsEightTripletsHighestBitFirst()
    {
        using RecordingSpiDevice spi = new();
        Ws2812b leds = new(spi, 256);
        for (int value = 0; value < 256; value++)
            leds.Image.SetPixel(value, 0, Color.FromArgb(255 - value, value, 0));
        leds.Update();

        byte[] wire = Assert.Single(spi.Written);
        Assert.Equal(256 * 9 + 30, wire.Length);
        for (int value = 0; value < 256; value++)
        {
            Assert.Equal(Decoded(value), Decode(wire.AsSpan(value * 9, 3))); // green first
            Assert.Equal(Decoded(255 - value), Decode(wire.AsSpan(value * 9 + 3, 3))); // then red
            Assert.Equal(Decoded(0), Decode(wire.AsSpan(value * 9 + 6, 3))); // then blue
        }

        Assert.All(wire[^30..], silence => Assert.Equal(0, silence));
    }

    [Fact]
    public void TheDataSheetsTwoLevels()
    {
        using RecordingSpiDevice spi = new();
        Ws2812b leds = new(spi, 1);
        leds.Image.SetPixel(0, 0, Color.FromArgb(0, 0xFF, 0));
        leds.Update();
        Assert.Equal("DB6DB6" + "924924" + "924924", Convert.ToHexString(spi.Written[0].AsSpan(0, 9)));
    }

    [Fact]
    public void ANewImageIsSilenceUntilItIsCleared()
    {
        using RecordingSpiDevice spi = new();
        Ws2812b leds = new(spi, 2);
        leds.Update();
        leds.Image.Clear();
        leds.Update();
        Assert.All(spi.Written[0], silence => Assert.Equal(0, silence));
        Assert.Equal(string.Concat(Enumerable.Repeat("924924", 6)), Convert.ToHexString(spi.Written[1].AsSpan(0, 18)));
    }

    private static string Decoded(int value) => Convert.ToString(value, 2).PadLeft(8, '0');

    /// <summary>Reads a byte back as an LED would: by how long the line is high in each period of three.</summary>
    private static string Decode(ReadOnlySpan<byte> triplets)
    {
        string wire = string.Concat(triplets.ToArray().Select(part => Convert.ToString(part, 2).PadLeft(8, '0')));
        return string.Concat(wire.Chunk(3).Select(period => new string(period) switch { "100" => "0", "110" => "1", _ => "?" }));
    }
}

/// <summary>Keeps what is written.</summary>
internal sealed class RecordingSpiDevice : SpiDevice
{
    public List<byte[]> Written { get; } = [];

    public Exception? Failure { get; set; }

    public bool IsDisposed { get; private set; }

    public override SpiConnectionSettings ConnectionSettings { get; } = new(0, 0);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Failure is not null)
            throw Failure;
        Written.Add(buffer.ToArray());
    }

    public override void Read(Span<byte> buffer) => throw new NotSupportedException();

    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
