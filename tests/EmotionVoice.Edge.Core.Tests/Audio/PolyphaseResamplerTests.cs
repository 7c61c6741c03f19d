using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Tests.Audio;

public sealed class PolyphaseResamplerTests
{
    public static readonly TheoryData<int, int> Ratios = new(
        (8_000, 16_000), (11_025, 16_000), (22_050, 16_000), (24_000, 16_000), (32_000, 16_000), (44_100, 16_000),
        (48_000, 16_000), (88_200, 16_000), (96_000, 16_000), (22_050, 48_000), (16_000, 44_100), (24_000, 44_100),
        (16_000, 48_000), (96_000, 11_025), (11_025, 96_000), (44_100, 48_000), (44_101, 16_000), (15_999, 16_000), (191_999, 16_000));

    [Theory]
    [MemberData(nameof(Ratios))]
    public void Sines_in_the_pass_band_keep_amplitude_and_place(int inputRate, int outputRate)
    {
        int lower = Math.Min(inputRate, outputRate);
        foreach (double part in new[] { 0.01, 0.2, 0.449 })
        {
            float[] output = PolyphaseResampler.Convert(Signal.Sine(part * lower, inputRate, inputRate), inputRate, outputRate);
            float[] expected = Signal.Sine(part * lower, outputRate, output.Length);

            // 0.01 dB of pass band ripple would be 58 dB; the filter does much better.
            Assert.True(Signal.SnrDb(Signal.Middle(output), Signal.Middle(expected)) > 78, $"{part} of the lower rate: {Signal.SnrDb(Signal.Middle(output), Signal.Middle(expected)):0.0} dB");
        }
    }

    [Theory]
    [InlineData(44_100, 16_000)]
    [InlineData(48_000, 16_000)]
    [InlineData(96_000, 16_000)]
    [InlineData(44_101, 16_000)]
    [InlineData(96_000, 11_025)]
    public void What_lies_above_the_lower_rates_half_is_80_dB_down(int inputRate, int outputRate)
    {
        foreach (double hz in new[] { 0.5001 * outputRate, 0.6 * outputRate, 1.0 * outputRate, 0.499 * inputRate })
        {
            float[] output = PolyphaseResampler.Convert(Signal.Sine(hz, inputRate, inputRate, amplitude: 1), inputRate, outputRate);
            Assert.True(Level.PeakDbfs(Signal.Middle(output)) < -80, $"{hz:0} Hz comes through with {Level.PeakDbfs(Signal.Middle(output)):0.0} dB");
        }
    }

    [Theory]
    [InlineData(8_000, 16_000)]
    [InlineData(22_050, 48_000)]
    [InlineData(16_000, 44_100)]
    public void No_mirror_image_appears_when_the_rate_rises(int inputRate, int outputRate)
    {
        // The image of f lies at inputRate - f. What is left after taking the sine away is image and ripple.
        double hz = 0.4 * inputRate;
        float[] output = PolyphaseResampler.Convert(Signal.Sine(hz, inputRate, inputRate), inputRate, outputRate);
        Assert.True(Signal.SnrDb(Signal.Middle(output), Signal.Middle(Signal.Sine(hz, outputRate, output.Length))) > 80);
    }

    [Theory]
    [MemberData(nameof(Ratios))]
    public void Odd_pieces_give_exactly_what_one_call_gives(int inputRate, int outputRate)
    {
        float[] input = Signal.Noise(20_011, seed: 3);
        float[] whole = PolyphaseResampler.Convert(input, inputRate, outputRate);

        PolyphaseResampler resampler = new(inputRate, outputRate);
        Random random = new(5);
        List<float> pieces = [];
        float[] block = new float[Math.Max(resampler.MaxOutput(5000), resampler.MaxFlush)];
        for (int at = 0; at < input.Length;)
        {
            int count = Math.Min(random.Next(0, 3) switch { 0 => random.Next(0, 4), 1 => random.Next(0, 700), _ => random.Next(0, 5000) }, input.Length - at);
            pieces.AddRange(block.AsSpan(0, resampler.Process(input.AsSpan(at, count), block.AsSpan(0, resampler.MaxOutput(count)))));
            at += count;
        }

        pieces.AddRange(block.AsSpan(0, resampler.Flush(block)));
        Assert.Equal(whole, pieces);
    }

    [Theory]
    [MemberData(nameof(Ratios))]
    public void The_length_is_that_of_the_input_at_the_new_rate(int inputRate, int outputRate)
    {
        foreach (int length in new[] { 0, 1, 2, 441, 5000 })
            Assert.Equal((int)Math.Ceiling((decimal)length * outputRate / inputRate), PolyphaseResampler.Convert(new float[length], inputRate, outputRate).Length);
    }

    [Theory]
    [MemberData(nameof(Ratios))]
    public void A_constant_stays_that_constant(int inputRate, int outputRate)
    {
        float[] input = new float[inputRate / 2];
        Array.Fill(input, 0.5f);
        foreach (float sample in Signal.Middle(PolyphaseResampler.Convert(input, inputRate, outputRate), edge: 1_000))
            Assert.Equal(0.5f, sample, 2e-6f);
    }

    [Theory]
    [InlineData(44_100, 16_000)]
    [InlineData(22_050, 48_000)]
    [InlineData(44_101, 16_000)]
    public void The_vector_path_equals_its_scalar_twin(int inputRate, int outputRate)
    {
        float[] input = Signal.Noise(6_000, seed: 11);
        PolyphaseResampler vector = new(inputRate, outputRate);
        PolyphaseResampler scalar = new(inputRate, outputRate, scalar: true);
        float[] fromVector = new float[vector.MaxOutput(input.Length)];
        float[] fromScalar = new float[vector.MaxOutput(input.Length)];

        Assert.Equal(scalar.Process(input, fromScalar), vector.Process(input, fromVector));
        for (int i = 0; i < fromScalar.Length; i++)
            Assert.Equal(fromScalar[i], fromVector[i], 2e-6f);
    }

    [Fact]
    public void An_output_sample_waits_for_no_more_than_the_stated_latency()
    {
        PolyphaseResampler resampler = new(48_000, 16_000);
        float[] output = new float[resampler.MaxOutput(4096)];
        Assert.Equal(0, resampler.Process(new float[resampler.LatencySamples], output));
        Assert.Equal(1, resampler.Process(new float[1], output));
        Assert.InRange(resampler.LatencySamples / 48_000.0, 0.003, 0.004);
    }

    [Fact]
    public void After_a_flush_it_begins_afresh()
    {
        float[] input = Signal.Noise(3_000, seed: 2);
        PolyphaseResampler resampler = new(44_100, 16_000);
        float[] first = RunThrough(resampler, input);
        Assert.Equal(first, RunThrough(resampler, input));
    }

    [Fact]
    public void A_running_stream_allocates_nothing()
    {
        PolyphaseResampler resampler = new(44_100, 16_000);
        float[] input = new float[441];
        float[] output = new float[resampler.MaxOutput(input.Length)];
        resampler.Process(input, output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            resampler.Process(input, output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Too_little_room_is_refused_before_anything_is_taken()
    {
        PolyphaseResampler resampler = new(16_000, 48_000);
        Assert.Throws<ArgumentException>(() => resampler.Process(new float[100], new float[100]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolyphaseResampler(0, 16_000));
    }

    [Fact]
    public void Equal_rates_pass_through_unchanged()
    {
        float[] input = Signal.Noise(1_000, seed: 1);
        Assert.Equal(input, PolyphaseResampler.Convert(input, 16_000, 16_000));
        Assert.Equal(0, new PolyphaseResampler(16_000, 16_000).LatencySamples);
    }

    private static float[] RunThrough(PolyphaseResampler resampler, float[] input)
    {
        float[] output = new float[resampler.MaxOutput(input.Length) + resampler.MaxFlush];
        int length = resampler.Process(input, output);
        return output[..(length + resampler.Flush(output.AsSpan(length)))];
    }
}
