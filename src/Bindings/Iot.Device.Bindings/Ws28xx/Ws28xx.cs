using System.Device.Spi;

namespace Iot.Device.Ws28xx;

/// <summary>A strip of LEDs that are driven through the data line of an SPI bus.</summary>
public class Ws28xx(SpiDevice spiDevice, RawPixelContainer image)
{
    private readonly SpiDevice _spiDevice = spiDevice;

    public RawPixelContainer Image { get; } = image;

    /// <summary>Sends the image. Blocks for the time of the transfer: 30 µs a pixel and 100 µs.</summary>
    public void Update() => _spiDevice.Write(Image.Data);
}

/// <summary>WS2812B: three colours a pixel.</summary>
public class Ws2812b(SpiDevice spiDevice, int width, int height = 1) : Ws28xx(spiDevice, new GrbPixels(width, height));
