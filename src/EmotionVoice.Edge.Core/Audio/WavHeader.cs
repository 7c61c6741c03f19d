using System.Buffers.Binary;
using System.Globalization;

namespace EmotionVoice.Edge.Core.Audio;

/// <summary>The "fmt " chunk: how the samples of a WAV file are written.</summary>
internal readonly record struct WavHeader(int Channels, int SampleRateHz, int BytesASample, bool IsFloat)
{
    private const ushort TagPcm = 1;
    private const ushort TagFloat = 3;
    private const ushort TagExtensible = 0xFFFE;

    private const string Remedy = "Convert it to 16-bit PCM, for example with: ffmpeg -i input -ar 16000 -ac 1 -c:a pcm_s16le output.wav";

    internal int BytesAFrame => Channels * BytesASample;

    internal double Seconds(long bytes) => (double)bytes / BytesAFrame / SampleRateHz;

    /// <summary>Checks and takes over the chunk's content (at least 16 bytes).</summary>
    internal static WavHeader Parse(ReadOnlySpan<byte> chunk)
    {
        ushort tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int frameBytes = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);

        // The extensible form keeps the real tag in the first two bytes of its sub-format identifier.
        if (tag == TagExtensible && chunk.Length >= 26)
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);

        if (channels == 0)
            throw new WavFormatException($"The header says that there are no channels, so there is no sound to read. {Remedy}");
        if (rate is < 4_000 or > 192_000)
            throw new WavFormatException(string.Create(CultureInfo.InvariantCulture,
                $"The header says {rate} samples a second; rates from 4,000 to 192,000 can be read. {Remedy}"));

        bool readable = tag switch
        {
            TagPcm => bits is 8 or 16 or 24 or 32,
            TagFloat => bits is 32 or 64,
            _ => false,
        };
        if (!readable)
            throw new WavFormatException(string.Create(CultureInfo.InvariantCulture,
                $"The sound is written as {Describe(tag)} with {bits} bits; PCM with 8, 16, 24 or 32 bits and float with 32 or 64 bits can be read. {Remedy}"));
        if (frameBytes != channels * (bits / 8))
            throw new WavFormatException(string.Create(CultureInfo.InvariantCulture,
                $"The header contradicts itself: {channels} channels of {bits} bits don't make blocks of {frameBytes} bytes. The file is damaged. {Remedy}"));

        return new WavHeader(channels, (int)rate, bits / 8, tag == TagFloat);
    }

    private static string Describe(ushort tag) => tag switch
    {
        TagPcm => "PCM",
        TagFloat => "float",
        2 or 17 => "ADPCM",
        6 => "A-law",
        7 => "mu-law",
        85 => "MP3",
        _ => string.Create(CultureInfo.InvariantCulture, $"format 0x{tag:X4}"),
    };
}
