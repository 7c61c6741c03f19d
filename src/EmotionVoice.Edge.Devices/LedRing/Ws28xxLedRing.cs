using System.Device.Spi;
using System.Drawing;
using EmotionVoice.Edge.Core.Led;
using Iot.Device.Ws28xx;

namespace EmotionVoice.Edge.Devices.LedRing;

/// <summary>A ring of WS2812 LEDs on an SPI bus. Used by one thread; a frame blocks for 30 µs an LED.</summary>
public sealed class Ws28xxLedRing : ILedRing, IDisposable
{
    // Three SPI bits are one bit of an LED, which takes 1.25 µs (WS2812B data sheet).
    private const int ClockHz = 2_400_000;

    private readonly SpiDevice _spi;
    private readonly Ws2812b _leds;

    /// <param name="spi">At 2.4 MHz, mode 0. Owned and disposed.</param>
    /// <param name="count">LEDs on the ring.</param>
    public Ws28xxLedRing(SpiDevice spi, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _spi = spi;
        _leds = new Ws2812b(spi, count);
        Count = count;
    }

    public int Count { get; }

    /// <summary>Opens the bus and darkens the ring, so that what is missing shows at once and not with the first frame.</summary>
    /// <exception cref="IOException">There is no such bus, or this user may not use it; the message says what to do.</exception>
    public static Ws28xxLedRing Open(Ws28xxOptions options, int count)
    {
        Ws28xxLedRing ring = new(SpiDevice.Create(new SpiConnectionSettings(options.Bus, options.ChipSelect) { Mode = SpiMode.Mode0, ClockFrequency = ClockHz }), count);
        try
        {
            ring.Darken();
            return ring;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            ring._spi.Dispose();
            throw new IOException(
                $"There is no LED ring at /dev/spidev{options.Bus}.{options.ChipSelect}: {e.Message} " +
                "Switch SPI on (Raspberry Pi: dtparam=spi=on in /boot/firmware/config.txt) and check the group spi.", e);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The bus is gone.</exception>
    public void Show(ReadOnlySpan<Rgb> frame)
    {
        if (frame.Length != Count)
            throw new ArgumentException($"The ring has {Count} LEDs, the frame {frame.Length}.", nameof(frame));
        for (int i = 0; i < frame.Length; i++)
            _leds.Image.SetPixel(i, 0, Color.FromArgb(frame[i].R, frame[i].G, frame[i].B));
        _leds.Update();
    }

    /// <summary>LEDs keep their last colour for ever: a ring that nobody drives any more is dark.</summary>
    public void Dispose()
    {
        try
        {
            Darken();
        }
        catch (IOException)
        {
            // Gone already.
        }

        _spi.Dispose();
    }

    private void Darken()
    {
        _leds.Image.Clear();
        _leds.Update();
    }
}
