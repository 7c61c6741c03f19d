using System.IO.Compression;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Tests.Audio;

public sealed class WavWriterTests
{
    [Fact]
    public void What_is_written_reads_back_within_half_a_step()
    {
        float[] noise = Signal.Noise(20_000, seed: 4);
        using MemoryStream stream = new();
        using (WavWriter writer = new(stream, 22_050, leaveOpen: true))
        {
            writer.Write(noise.AsSpan(0, 7_001));
            writer.Write(noise.AsSpan(7_001));
            Assert.Equal(20_000, writer.WrittenSamples);
        }

        Assert.Equal(44 + 40_000, stream.Length);
        stream.Position = 0;
        WavSound sound = WavReader.Read(stream);
        Assert.Equal(22_050, sound.SampleRateHz);
        for (int i = 0; i < noise.Length; i++)
            Assert.Equal(noise[i], sound.Samples[i], 0.5f / 32768 + 1e-7f);
    }

    [Fact]
    public void Sound_beyond_full_scale_is_clipped_and_what_is_no_number_is_silent()
    {
        using MemoryStream stream = new();
        using (WavWriter writer = new(stream, 16_000, leaveOpen: true))
            writer.Write([2, -2, float.NaN, float.PositiveInfinity]);
        stream.Position = 0;
        Assert.Equal([32767 / 32768f, -1, 0, 32767 / 32768f], WavReader.Read(stream).Samples);
    }

    [Fact]
    public void A_file_can_be_read_while_it_is_being_written()
    {
        using MemoryStream stream = new();
        using WavWriter writer = new(stream, 16_000);
        writer.Write([0.5f, 0.25f]);
        using MemoryStream copy = new(stream.ToArray());
        Assert.Equal([0.5f, 0.25f], WavReader.Read(copy).Samples);
    }

    [Fact]
    public void A_stream_that_cannot_seek_takes_a_file_of_unknown_length()
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (WavWriter writer = new(zip, 16_000))
            writer.Write([0.5f, 0.25f]);

        packed.Position = 0;
        using GZipStream unzip = new(packed, CompressionMode.Decompress);
        Assert.Equal([0.5f, 0.25f], WavReader.Read(unzip).Samples);
    }

    [Fact]
    public void A_closed_writer_takes_no_more()
    {
        WavWriter writer = new(new MemoryStream(), 16_000);
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.Write([0]));
    }
}
