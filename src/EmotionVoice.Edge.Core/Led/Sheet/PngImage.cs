using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace EmotionVoice.Edge.Core.Led.Sheet;

/// <summary>Pixels as a PNG file (ISO/IEC 15948): 8-bit RGB, not interlaced.</summary>
public static class PngImage
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly uint[] s_crcs = [.. Enumerable.Range(0, 256).Select(i => Crc((uint)i))];

    /// <param name="rgb">[height × width × 3]</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public static byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgb.Length, width * height * 3);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits a channel
        header[9] = 2; // RGB
        using MemoryStream file = new();
        file.Write(Signature);
        WritePart(file, "IHDR", header);
        WritePart(file, "IDAT", Compress(rgb, width * 3));
        WritePart(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Reads a file that <see cref="Encode"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else, or damaged.</exception>
    public static (byte[] Rgb, int Width, int Height) Decode(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature))
            throw new InvalidDataException("This is no PNG file.");
        using MemoryStream pixels = new();
        int width = 0, height = 0;
        for (ReadOnlySpan<byte> rest = file[Signature.Length..]; rest.Length >= 12;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(rest);
            if (length < 0 || length > rest.Length - 12 || BinaryPrimitives.ReadUInt32BigEndian(rest[(length + 8)..]) != Checksum(rest.Slice(4, length + 4)))
                throw new InvalidDataException("The PNG file is damaged.");
            ReadOnlySpan<byte> body = rest.Slice(8, length);
            if (rest[4..].StartsWith("IHDR"u8))
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(body), BinaryPrimitives.ReadInt32BigEndian(body[4..]));
            else if (rest[4..].StartsWith("IDAT"u8))
                pixels.Write(body);
            rest = rest[(length + 12)..];
        }

        pixels.Position = 0;
        return (Decompress(pixels, width * 3, height), width, height);
    }

    private static byte[] Compress(ReadOnlySpan<byte> rgb, int stride)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int at = 0; at < rgb.Length; at += stride)
            {
                // Filter 0 (none): equal rings are equal bytes, which pack best.
                zlib.WriteByte(0);
                zlib.Write(rgb.Slice(at, stride));
            }
        }

        return packed.ToArray();
    }

    private static byte[] Decompress(Stream packed, int stride, int height)
    {
        byte[] rgb = new byte[stride * height];
        using ZLibStream zlib = new(packed, CompressionMode.Decompress);
        for (int at = 0; at < rgb.Length; at += stride)
        {
            if (zlib.ReadByte() != 0)
                throw new InvalidDataException("The PNG file was written by another program.");
            zlib.ReadExactly(rgb, at, stride);
        }

        return rgb;
    }

    private static void WritePart(MemoryStream file, string type, ReadOnlySpan<byte> body)
    {
        byte[] part = [.. Encoding.ASCII.GetBytes(type), .. body];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        file.Write(number);
        file.Write(part);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(part));
        file.Write(number);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
            crc = s_crcs[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    // CRC-32 of annex D: polynomial EDB88320, reflected.
    private static uint Crc(uint value)
    {
        for (int bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }
}
