using System.Buffers.Binary;
using System.Text;

namespace EmotionVoice.Edge.Tests.Commands;

/// <summary>Writes WAV files in every shape that users bring.</summary>
internal static class WavFiles
{
    private const ushort Pcm = 1, Float = 3;

    public static byte[] Of(Func<double, double> sound, double seconds, int rateHz = 16_000, int bits = 16, int channels = 1, bool isFloat = false)
    {
        int frames = (int)(seconds * rateHz), bytes = bits / 8;
        byte[] data = new byte[frames * channels * bytes];
        for (int i = 0; i < frames; i++)
            for (int channel = 0; channel < channels; channel++)
                Put(data.AsSpan((i * channels + channel) * bytes, bytes), sound(i / (double)rateHz), isFloat);
        return [.. Header(isFloat ? Float : Pcm, channels, rateHz, bits, data.Length), .. data];
    }

    /// <summary>Voice-like: harmonics of 150 Hz that swell and fade three times a second.</summary>
    public static double Hum(double t) =>
        0.25 * (0.6 + 0.4 * Math.Sin(2 * Math.PI * 3 * t)) * Enumerable.Range(1, 8).Sum(k => Math.Sin(2 * Math.PI * 150 * k * t) / k);

    public static double Silence(double t) => 0;

    public static double Tone(double t) => 0.5 * Math.Sin(2 * Math.PI * 1_000 * t);

    /// <summary>White noise, the same every time.</summary>
    public static Func<double, double> Noise(double amplitude)
    {
        uint state = 7;
        return _ =>
        {
            state = state * 1664525 + 1013904223;
            return amplitude * (state / (double)uint.MaxValue * 2 - 1);
        };
    }

    private static void Put(Span<byte> to, double value, bool isFloat)
    {
        switch (to.Length)
        {
            case 1:
                to[0] = (byte)Math.Clamp(Math.Round(128 + 127 * value), 0, 255);
                break;
            case 2:
                BinaryPrimitives.WriteInt16LittleEndian(to, (short)Math.Round(32767 * value));
                break;
            case 3:
                int sample = (int)Math.Round(8388607 * value);
                (to[0], to[1], to[2]) = ((byte)sample, (byte)(sample >> 8), (byte)(sample >> 16));
                break;
            case 4 when isFloat:
                BinaryPrimitives.WriteSingleLittleEndian(to, (float)value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(to));
        }
    }

    private static byte[] Header(ushort tag, int channels, int rateHz, int bits, int dataBytes)
    {
        byte[] header = new byte[44];
        Encoding.ASCII.GetBytes("RIFF").CopyTo(header, 0);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), 36 + dataBytes);
        Encoding.ASCII.GetBytes("WAVEfmt ").CopyTo(header, 8);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), tag);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(22), (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), rateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), rateHz * channels * bits / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), (ushort)(channels * bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), (ushort)bits);
        Encoding.ASCII.GetBytes("data").CopyTo(header, 36);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), dataBytes);
        return header;
    }
}
