using System.Buffers.Binary;

namespace EmotionVoice.Edge.Core.Audio;

/// <summary>
/// Writes mono samples as 16-bit PCM WAV. While it is being written, and for good where the stream can't seek, the
/// header says "length unknown"; disposing puts the real sizes into it.
/// </summary>
public sealed class WavWriter : IDisposable
{
    private const int HeaderBytes = 44;

    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly long _start;
    private readonly byte[] _block = new byte[8192];
    private bool _disposed;

    /// <param name="stream">Takes the file from its present position on.</param>
    /// <param name="sampleRateHz">Rate of the samples.</param>
    /// <param name="leaveOpen">Whether disposing leaves the stream open.</param>
    public WavWriter(Stream stream, int sampleRateHz, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        _stream = stream;
        _leaveOpen = leaveOpen;
        SampleRateHz = sampleRateHz;
        _start = stream.CanSeek ? stream.Position : 0;
        WriteHeader();
    }

    /// <summary>Rate of the samples.</summary>
    public int SampleRateHz { get; }

    /// <summary>How many samples have been written.</summary>
    public long WrittenSamples { get; private set; }

    /// <summary>Adds samples; what lies outside of [-1, 1] is clipped, what is no number becomes silence.</summary>
    public void Write(ReadOnlySpan<float> samples)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (!samples.IsEmpty)
        {
            int count = Math.Min(samples.Length, _block.Length / 2);
            for (int i = 0; i < count; i++)
                BinaryPrimitives.WriteInt16LittleEndian(_block.AsSpan(2 * i), ToInt16(samples[i]));
            _stream.Write(_block, 0, 2 * count);
            samples = samples[count..];
            WrittenSamples += count;
        }
    }

    /// <summary>Puts the sizes into the header and closes the stream.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        try
        {
            PatchSizes();
        }
        finally
        {
            if (!_leaveOpen)
                _stream.Dispose();
        }
    }

    private void PatchSizes()
    {
        long bytes = 2 * WrittenSamples;
        if (!_stream.CanSeek || bytes > uint.MaxValue - HeaderBytes)
            return;

        long end = _stream.Position;
        PatchSize(4, (uint)(bytes + HeaderBytes - 8));
        PatchSize(40, (uint)bytes);
        _stream.Position = end;
        _stream.Flush();
    }

    private void PatchSize(int offset, uint size)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, size);
        _stream.Position = _start + offset;
        _stream.Write(bytes);
    }

    private void WriteHeader()
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], uint.MaxValue);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], 1); // PCM
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], 1); // channels
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], (uint)SampleRateHz);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], (uint)(2 * SampleRateHz)); // bytes a second
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], 2); // bytes a frame
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], uint.MaxValue);
        _stream.Write(header);
    }

    private static short ToInt16(float sample) =>
        float.IsNaN(sample) ? (short)0 : (short)Math.Clamp(MathF.Round(sample * 32768f), short.MinValue, short.MaxValue);
}
