using System.Buffers.Binary;

namespace EmotionVoice.Edge.Api.Sockets;

/// <summary>From the bytes of raw sound to samples, with the same values as from a WAV file. Pure.</summary>
internal static class Pcm
{
    /// <param name="bytes">Little-endian int16, as many bytes as samples × 2.</param>
    public static float[] FromInt16(ReadOnlySpan<byte> bytes)
    {
        float[] samples = new float[bytes.Length / sizeof(short)];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(i * sizeof(short))..]) / 32768f;
        return samples;
    }

    /// <param name="bytes">Little-endian float32 in [-1, 1], as many bytes as samples × 4.</param>
    /// <returns>Null when some are no numbers.</returns>
    public static float[]? FromFloat32(ReadOnlySpan<byte> bytes)
    {
        float[] samples = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
            if (!float.IsFinite(samples[i]))
                return null;
        }

        return samples;
    }
}
