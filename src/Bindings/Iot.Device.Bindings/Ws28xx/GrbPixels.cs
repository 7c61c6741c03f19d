using System.Drawing;

namespace Iot.Device.Ws28xx;

/// <summary>
/// WS2812B over SPI at 2.4 MHz: three SPI bits (417 ns each) are one data bit, 100 for zero and 110 for one, which keeps
/// the high times of the data sheet (220–380 ns and 580 ns–1 µs nominal, with the tolerance that strips have). A pixel is
/// green, red, blue, highest bit first. The zeros at the end are the pause after which strips show what they got.
/// </summary>
internal sealed class GrbPixels(int width, int height) : RawPixelContainer(new byte[width * height * BytesAPixel + ResetBytes], width, height, width * BytesAPixel)
{
    private const int BytesAPixel = 9;

    // 100 µs of low level at 2.4 MHz; the data sheet asks for 50 µs (280 µs in later revisions, met by the pause between frames).
    private const int ResetBytes = 30;

    private static readonly uint[] s_encoded = [.. Enumerable.Range(0, 256).Select(Encode)];

    public override void SetPixel(int x, int y, Color c)
    {
        Span<byte> pixel = Data.Slice(y * Stride + x * BytesAPixel, BytesAPixel);
        Put(pixel, c.G);
        Put(pixel[3..], c.R);
        Put(pixel[6..], c.B);
    }

    private static void Put(Span<byte> to, byte value)
    {
        uint bits = s_encoded[value];
        to[0] = (byte)(bits >> 16);
        to[1] = (byte)(bits >> 8);
        to[2] = (byte)bits;
    }

    private static uint Encode(int value)
    {
        uint bits = 0;
        for (int bit = 7; bit >= 0; bit--)
            bits = bits << 3 | ((value >> bit & 1) == 1 ? 0b110u : 0b100u);
        return bits;
    }
}
