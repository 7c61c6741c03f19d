using System.Text;

namespace EmotionVoice.Edge.Core.Tests.Audio;

/// <summary>WAV files made by hand, right and wrong ones.</summary>
internal static class WavBytes
{
    public static byte[] File(byte[] data, ushort tag = 1, int channels = 1, int rateHz = 16_000, int bits = 16,
        uint? riffSize = null, uint? dataSize = null, byte[]? before = null, bool extensible = false)
    {
        using MemoryStream file = new();
        using BinaryWriter to = new(file);
        byte[] format = Format(tag, channels, rateHz, bits, extensible);
        to.Write(Encoding.ASCII.GetBytes("RIFF"));
        to.Write(riffSize ?? (uint)(4 + 8 + format.Length + (before?.Length ?? 0) + 8 + data.Length));
        to.Write(Encoding.ASCII.GetBytes("WAVE"));
        to.Write(before ?? []);
        to.Write(Chunk("fmt ", format));
        to.Write(Encoding.ASCII.GetBytes("data"));
        to.Write(dataSize ?? (uint)data.Length);
        to.Write(data);
        return file.ToArray();
    }

    public static byte[] Chunk(string name, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(content.Length), .. content, .. new byte[content.Length % 2]];

    /// <summary>Samples in [-1, 1) as PCM of that width.</summary>
    public static byte[] Pcm(int bits, params float[] samples) => [.. samples.SelectMany(sample => bits switch
    {
        8 => [(byte)(sample * 128 + 128)],
        16 => BitConverter.GetBytes((short)(sample * 32768)),
        24 => BitConverter.GetBytes((int)(sample * 8388608))[..3],
        _ => BitConverter.GetBytes((int)(sample * 2147483648.0)),
    })];

    public static byte[] Floats(params float[] samples) => [.. samples.SelectMany(BitConverter.GetBytes)];

    private static byte[] Format(ushort tag, int channels, int rateHz, int bits, bool extensible)
    {
        byte[] common =
        [
            .. BitConverter.GetBytes(extensible ? (ushort)0xFFFE : tag), .. BitConverter.GetBytes((ushort)channels), .. BitConverter.GetBytes(rateHz),
            .. BitConverter.GetBytes(rateHz * channels * bits / 8), .. BitConverter.GetBytes((ushort)(channels * bits / 8)), .. BitConverter.GetBytes((ushort)bits),
        ];
        byte[] rest = [22, 0, (byte)bits, 0, 0, 0, 0, 0, (byte)tag, 0, 0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113];
        return extensible ? [.. common, .. rest] : common;
    }
}
