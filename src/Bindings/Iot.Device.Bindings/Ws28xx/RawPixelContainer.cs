using System.Drawing;

namespace Iot.Device.Ws28xx;

/// <summary>Pixels in the form in which a strip of LEDs wants them on the wire.</summary>
public abstract class RawPixelContainer
{
    private readonly byte[] _data;

    /// <param name="data">All bytes of one update.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="stride">Bytes a row.</param>
    protected RawPixelContainer(byte[] data, int width, int height, int stride)
    {
        _data = data;
        Width = width;
        Height = height;
        Stride = stride;
    }

    public int Width { get; }

    public int Height { get; }

    public int Stride { get; }

    /// <summary>The bytes of one update.</summary>
    public Span<byte> Data => _data;

    public abstract void SetPixel(int x, int y, Color c);

    public virtual void Clear(Color color = default)
    {
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
                SetPixel(x, y, color);
    }
}
