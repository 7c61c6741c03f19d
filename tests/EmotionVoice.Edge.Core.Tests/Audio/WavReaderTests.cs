using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Tests.Audio;

public sealed class WavReaderTests
{
    private static readonly float[] Samples = [0, 0.5f, -0.5f, 0.25f, -1];

    [Theory]
    [InlineData(8, false)]
    [InlineData(16, false)]
    [InlineData(24, false)]
    [InlineData(32, false)]
    [InlineData(16, true)]
    [InlineData(24, true)]
    public void Pcm_of_every_width_gives_the_same_samples(int bits, bool extensible)
    {
        WavSound sound = Read(WavBytes.File(WavBytes.Pcm(bits, Samples), bits: bits, extensible: extensible));
        Assert.Equal(Samples, sound.Samples);
        Assert.Equal(16_000, sound.SampleRateHz);
        Assert.False(sound.IsTruncated);
    }

    [Fact]
    public void Float_of_both_widths_gives_the_same_samples()
    {
        byte[] doubles = [.. Samples.SelectMany(sample => BitConverter.GetBytes((double)sample))];
        Assert.Equal(Samples, Read(WavBytes.File(WavBytes.Floats(Samples), tag: 3, bits: 32)).Samples);
        Assert.Equal(Samples, Read(WavBytes.File(WavBytes.Floats(Samples), tag: 3, bits: 32, extensible: true)).Samples);
        Assert.Equal(Samples, Read(WavBytes.File(doubles, tag: 3, bits: 64)).Samples);
    }

    [Fact]
    public void What_is_no_number_becomes_silence() =>
        Assert.Equal([0, 0, 0.5f], Read(WavBytes.File(WavBytes.Floats(float.NaN, float.PositiveInfinity, 0.5f), tag: 3, bits: 32)).Samples);

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(300)]
    public void Channels_are_averaged(int channels)
    {
        float[] frame = new float[channels];
        frame[0] = 0.5f;
        frame[^1] = 0.25f;
        Assert.Equal([0.75f / channels, 0.75f / channels], Read(WavBytes.File(WavBytes.Pcm(16, [.. frame, .. frame]), channels: channels)).Samples);
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(8_000)]
    [InlineData(44_100)]
    [InlineData(96_000)]
    [InlineData(192_000)]
    [InlineData(37_813)]
    public void Any_rate_becomes_16_kHz_of_the_same_duration(int rateHz)
    {
        float[] sine = Signal.Sine(1_000, rateHz, rateHz, amplitude: 0.5);
        using MemoryStream stream = new(WavBytes.File(WavBytes.Pcm(16, sine), rateHz: rateHz));
        WavSound sound = WavReader.ReadMono16k(stream);

        Assert.Equal(16_000, sound.SampleRateHz);
        Assert.Equal(TimeSpan.FromSeconds(1), sound.Duration);
        Assert.True(Signal.SnrDb(Signal.Middle(sound.Samples), Signal.Middle(Signal.Sine(1_000, 16_000, 16_000, amplitude: 0.5))) > 70);
    }

    [Fact]
    public void Unknown_chunks_and_their_padding_are_skipped()
    {
        byte[] odd = WavBytes.Chunk("LIST", [1, 2, 3]);
        Assert.Equal(Samples, Read(WavBytes.File(WavBytes.Pcm(16, Samples), before: odd)).Samples);
    }

    [Fact]
    public void What_follows_the_sound_is_not_sound()
    {
        byte[] file = [.. WavBytes.File(WavBytes.Pcm(16, Samples)), .. WavBytes.Chunk("LIST", [1, 2, 3, 4])];
        Assert.Equal(Samples, Read(file).Samples);
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(0u, uint.MaxValue)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    public void A_streamed_file_of_unknown_size_is_read_to_its_end(uint riffSize, uint dataSize)
    {
        WavSound sound = Read(WavBytes.File(WavBytes.Pcm(16, Samples), riffSize: riffSize, dataSize: dataSize));
        Assert.Equal(Samples, sound.Samples);
        Assert.False(sound.IsTruncated);
    }

    [Fact]
    public void A_stream_that_cannot_seek_and_gives_little_at_a_time_is_read()
    {
        byte[] file = WavBytes.File(WavBytes.Pcm(16, Samples), before: WavBytes.Chunk("junk", new byte[1001]));
        using TrickleStream stream = new(file);
        Assert.Equal(Samples, WavReader.Read(stream).Samples);
    }

    [Fact]
    public void A_truncated_file_says_how_much_is_there()
    {
        byte[] file = WavBytes.File(WavBytes.Pcm(16, new float[19_200]), dataSize: 96_000);
        Assert.Equal("The file ends after 1.2 s of the 3.0 s that its header promises: the rest is missing. Record or copy it again.", Refusal(file));

        using MemoryStream stream = new(file);
        WavSound sound = WavReader.Read(stream, allowTruncated: true);
        Assert.True(sound.IsTruncated);
        Assert.Equal(19_200, sound.Samples.Length);
    }

    [Fact]
    public void A_header_that_promises_gigabytes_allocates_next_to_nothing()
    {
        byte[] file = WavBytes.File(WavBytes.Pcm(16, Samples), dataSize: 4_294_967_290);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("of the 134217.7 s", Refusal(file), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void A_header_with_65535_channels_allocates_no_more_than_a_few_frames()
    {
        byte[] data = new byte[3];
        byte[] file = WavBytes.File(data, channels: 32_767, bits: 16, dataSize: 400_000);
        Assert.Contains("ends after 0.0 s", Refusal(file), StringComparison.Ordinal);
    }

    public static readonly TheoryData<string, byte[]> Broken = new()
    {
        { "The file is empty", [] },
        { "This is not a WAV file", "Hello, this is a letter and no sound."u8.ToArray() },
        { "This is not a WAV file", "RIFF"u8.ToArray() },
        { "it has no data chunk", WavBytes.File([], dataSize: 0)[..36] },
        { "no sound in it", WavBytes.File([]) },
        { "no sound in it", WavBytes.File([], riffSize: uint.MaxValue, dataSize: uint.MaxValue) },
        { "comes before its description", [.. WavBytes.File([1, 2])[..12], .. WavBytes.Chunk("data", [1, 2])] },
        { "is too short", [.. WavBytes.File([1, 2])[..12], .. WavBytes.Chunk("fmt ", [1, 0, 1, 0])] },
        { "is written as MP3", WavBytes.File([1, 2], tag: 85) },
        { "with 12 bits", WavBytes.File([1, 2], bits: 12) },
        { "no channels", WavBytes.File([1, 2], channels: 0) },
        { "The header says 3999 samples a second", WavBytes.File([1, 2], rateHz: 3_999) },
        { "The header says 192001 samples a second", WavBytes.File([1, 2], rateHz: 192_001) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Broken_files_are_refused_in_plain_words(string words, byte[] file) =>
        Assert.Contains(words, Refusal(file), StringComparison.Ordinal);

    [Fact]
    public void Cutting_a_file_anywhere_gives_a_format_error_and_nothing_else()
    {
        byte[] file = WavBytes.File(WavBytes.Pcm(24, Samples), bits: 24, extensible: true, before: WavBytes.Chunk("LIST", [1, 2, 3]));
        for (int length = 0; length < file.Length; length++)
            Refusal(file[..length]);
        Assert.Equal(Samples, Read(file).Samples);
    }

    private static WavSound Read(byte[] file)
    {
        using MemoryStream stream = new(file);
        return WavReader.Read(stream);
    }

    private static string Refusal(byte[] file) => Assert.Throws<WavFormatException>(() => Read(file)).Message;

    private sealed class TrickleStream(byte[] content) : Stream
    {
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = Math.Min(Math.Min(count, 3), content.Length - _at);
            content.AsSpan(_at, read).CopyTo(buffer.AsSpan(offset));
            _at += read;
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
