using System.Buffers.Binary;
using System.Globalization;

namespace EmotionVoice.Edge.Core.Audio;

/// <summary>Sound read from a WAV file, mixed down to mono.</summary>
/// <param name="Samples">Mono float32; [-1, 1] unless a float file goes beyond.</param>
/// <param name="SampleRateHz">Rate of the samples.</param>
/// <param name="IsTruncated">The file ended before its header's promise (only where that is allowed).</param>
public sealed record WavSound(float[] Samples, int SampleRateHz, bool IsTruncated)
{
    /// <summary>Playing time.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRateHz);
}

/// <summary>
/// Reads WAV: PCM with 8, 16, 24, 32 bits, float with 32, 64 bits, also in the extensible form, any number of channels,
/// 4 to 192 kHz. Unknown chunks are skipped; streamed files, whose sizes are 0 or 0xFFFFFFFF, are read to their end.
/// </summary>
public static class WavReader
{
    /// <summary>Longest sound that is read: keeps a wrong file from filling the memory.</summary>
    public static readonly TimeSpan LongestSound = TimeSpan.FromHours(1);

    private const uint SizeUnknown = uint.MaxValue;
    private const int BlockBytes = 32 * 1024;

    /// <summary>Reads at the file's own rate.</summary>
    /// <param name="stream">Positioned at the first byte; need not be seekable. Not closed.</param>
    /// <param name="allowTruncated">Take what is there when data are missing at the end, instead of throwing.</param>
    /// <exception cref="WavFormatException">This is no WAV file, or one that can't be read.</exception>
    public static WavSound Read(Stream stream, bool allowTruncated = false) => Read(stream, null, allowTruncated, LongestSound);

    /// <summary>Reads and converts to the program's format: mono at 16 kHz.</summary>
    /// <param name="stream">Positioned at the first byte; need not be seekable. Not closed.</param>
    /// <param name="allowTruncated">Take what is there when data are missing at the end, instead of throwing.</param>
    /// <param name="longest">A longer sound is refused; null: <see cref="LongestSound"/>.</param>
    /// <exception cref="WavFormatException">This is no WAV file, or one that can't be read.</exception>
    public static WavSound ReadMono16k(Stream stream, bool allowTruncated = false, TimeSpan? longest = null) =>
        Read(stream, AudioFormat.SampleRateHz, allowTruncated, longest ?? LongestSound);

    private static WavSound Read(Stream stream, int? sampleRateHz, bool allowTruncated, TimeSpan longest)
    {
        ArgumentNullException.ThrowIfNull(stream);
        bool streamed = ReadRiff(stream);
        (WavHeader header, uint promised) = FindData(stream);
        if (promised == 0 && !streamed)
            throw NoSound();
        long? bytes = promised is 0 or SizeUnknown ? null : promised;
        return ReadData(stream, header, bytes, sampleRateHz ?? header.SampleRateHz, allowTruncated, longest);
    }

    /// <summary>Checks the first 12 bytes. True when the file's size was not known to its writer.</summary>
    private static bool ReadRiff(Stream stream)
    {
        Span<byte> start = stackalloc byte[12];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (length == 0)
            throw new WavFormatException("The file is empty: there is no sound to read. Record or copy it again.");
        if (length < 12 || !start[..4].SequenceEqual("RIFF"u8) || !start[8..].SequenceEqual("WAVE"u8))
            throw new WavFormatException("This is not a WAV file, whatever its name says: it does not begin with RIFF and WAVE. Convert the recording to WAV first.");
        return BinaryPrimitives.ReadUInt32LittleEndian(start[4..]) is 0 or SizeUnknown;
    }

    /// <summary>Leaves the stream at the first byte of sound.</summary>
    private static (WavHeader Header, uint Bytes) FindData(Stream stream)
    {
        WavHeader? header = null;
        Span<byte> chunk = stackalloc byte[8];
        while (stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) == chunk.Length)
        {
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk[..4].SequenceEqual("data"u8))
                return (header ?? throw new WavFormatException("The sound comes before its description (the fmt chunk), so it can't be understood. The file is damaged; record or convert it again."), size);

            if (chunk[..4].SequenceEqual("fmt "u8))
                header = ReadHeader(stream, size);
            else
                Skip(stream, size + (long)(size & 1));
        }

        throw new WavFormatException("The file ends before its sound begins: it has no data chunk. It is damaged or was cut off; record or copy it again.");
    }

    private static WavHeader ReadHeader(Stream stream, uint size)
    {
        Span<byte> content = stackalloc byte[40];
        int wanted = (int)Math.Min(size, (uint)content.Length);
        if (wanted < 16 || stream.ReadAtLeast(content[..wanted], wanted, throwOnEndOfStream: false) < wanted)
            throw new WavFormatException("The description of the sound (the fmt chunk) is too short. The file is damaged; record or convert it again.");

        WavHeader header = WavHeader.Parse(content[..wanted]);
        Skip(stream, size + (long)(size & 1) - wanted);
        return header;
    }

    private static void Skip(Stream stream, long bytes)
    {
        Span<byte> rest = stackalloc byte[512];
        while (bytes > 0)
        {
            int read = stream.Read(rest[..(int)Math.Min(bytes, rest.Length)]);
            if (read == 0)
                return;
            bytes -= read;
        }
    }

    private static WavSound ReadData(Stream stream, WavHeader header, long? promised, int sampleRateHz, bool allowTruncated, TimeSpan longestSound)
    {
        // The list grows with what is really there: a header may promise gigabytes.
        List<float> samples = [];
        PolyphaseResampler resampler = new(header.SampleRateHz, sampleRateHz);
        int blockFrames = Math.Max(1, BlockBytes / header.BytesAFrame);
        byte[] bytes = new byte[blockFrames * header.BytesAFrame];
        float[] mono = new float[blockFrames];
        float[] resampled = new float[Math.Max(resampler.MaxOutput(blockFrames), resampler.MaxFlush)];
        long longest = (long)longestSound.TotalSeconds * sampleRateHz;
        long wanted = promised is null ? long.MaxValue : promised.Value / header.BytesAFrame * header.BytesAFrame;
        long got = 0;
        while (got < wanted)
        {
            int block = (int)Math.Min(wanted - got, bytes.Length);
            int read = stream.ReadAtLeast(bytes.AsSpan(0, block), block, throwOnEndOfStream: false);
            int frames = read / header.BytesAFrame;
            WavSamples.MixToMono(bytes.AsSpan(0, frames * header.BytesAFrame), header, mono);
            samples.AddRange(resampled.AsSpan(0, resampler.Process(mono.AsSpan(0, frames), resampled)));
            got += read;
            if (samples.Count > longest)
                throw new WavFormatException($"The sound is longer than {longestSound.TotalMinutes:0} minutes, the longest that is read at once. Cut it into parts.");
            if (read < block)
                break;
        }

        bool truncated = promised is not null && got < wanted;
        if (truncated && !allowTruncated)
            throw new WavFormatException(string.Create(CultureInfo.InvariantCulture,
                $"The file ends after {header.Seconds(got):0.0} s of the {header.Seconds(wanted):0.0} s that its header promises: the rest is missing. Record or copy it again."));

        samples.AddRange(resampled.AsSpan(0, resampler.Flush(resampled)));
        return samples.Count == 0 ? throw NoSound() : new WavSound([.. samples], sampleRateHz, truncated);
    }

    private static WavFormatException NoSound() =>
        new("The file has a header but no sound in it. Record or copy it again.");
}
