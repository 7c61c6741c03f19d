using System.Buffers.Binary;

namespace EmotionVoice.Edge.Core.Audio;

/// <summary>Turns the bytes of a WAV file into mono samples.</summary>
internal static class WavSamples
{
    /// <summary>Averages the channels of each frame. Samples that are no numbers become silence.</summary>
    internal static void MixToMono(ReadOnlySpan<byte> bytes, WavHeader header, Span<float> mono)
    {
        int frames = bytes.Length / header.BytesAFrame;
        for (int frame = 0; frame < frames; frame++)
        {
            ReadOnlySpan<byte> samples = bytes.Slice(frame * header.BytesAFrame, header.BytesAFrame);
            double sum = 0;
            for (int at = 0; at < samples.Length; at += header.BytesASample)
                sum += Sample(samples.Slice(at, header.BytesASample), header.IsFloat);
            float mean = (float)(sum / header.Channels);
            mono[frame] = float.IsFinite(mean) ? mean : 0;
        }
    }

    // 8-bit PCM is unsigned, all wider PCM is signed.
    private static double Sample(ReadOnlySpan<byte> bytes, bool isFloat) => bytes.Length switch
    {
        1 => (bytes[0] - 128) / 128.0,
        2 => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768.0,
        3 => (bytes[0] | bytes[1] << 8 | (sbyte)bytes[2] << 16) / 8388608.0,
        4 when isFloat => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        4 => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648.0,
        _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };
}
