namespace EmotionVoice.Edge.Core.Led.Sheet;

/// <summary>A picture in the making: discs and small letters on a dark ground.</summary>
internal sealed class Canvas
{
    private readonly byte[] _rgb;

    public Canvas(int width, int height, (byte R, byte G, byte B) ground)
    {
        Width = width;
        Height = height;
        _rgb = new byte[width * height * 3];
        for (int i = 0; i < _rgb.Length; i += 3)
            (_rgb[i], _rgb[i + 1], _rgb[i + 2]) = ground;
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] ToPng() => PngImage.Encode(_rgb, Width, Height);

    public void Disc(float x, float y, float radius, (byte R, byte G, byte B) colour)
    {
        for (int row = (int)(y - radius - 1); row <= (int)(y + radius + 1); row++)
        {
            for (int column = (int)(x - radius - 1); column <= (int)(x + radius + 1); column++)
            {
                float distance = MathF.Sqrt((column - x) * (column - x) + (row - y) * (row - y));
                Blend(column, row, colour, Math.Clamp(radius - distance + 0.5f, 0, 1));
            }
        }
    }

    /// <summary>Writes from the upper left corner.</summary>
    public void Text(int x, int y, string text, int scale, (byte R, byte G, byte B) colour)
    {
        foreach (char letter in text)
        {
            for (int row = 0; row < TinyFont.Height * scale; row++)
                for (int column = 0; column < TinyFont.Width * scale; column++)
                    if (TinyFont.IsInk(letter, column / scale, row / scale))
                        Blend(x + column, y + row, colour, 1);
            x += (TinyFont.Width + 1) * scale;
        }
    }

    public static int TextWidth(string text, int scale) => text.Length * (TinyFont.Width + 1) * scale - scale;

    private void Blend(int column, int row, (byte R, byte G, byte B) colour, float share)
    {
        if (share <= 0 || column < 0 || row < 0 || column >= Width || row >= Height)
            return;
        int at = (row * Width + column) * 3;
        _rgb[at] = Mix(_rgb[at], colour.R, share);
        _rgb[at + 1] = Mix(_rgb[at + 1], colour.G, share);
        _rgb[at + 2] = Mix(_rgb[at + 2], colour.B, share);
    }

    private static byte Mix(byte from, byte to, float share) => (byte)MathF.Round(from + (to - from) * share);
}
