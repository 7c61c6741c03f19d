using EmotionVoice.Edge.Core.Playback;

namespace EmotionVoice.Edge.Core.Tests.Playback;

public sealed class PlayoutQueueTests
{
    private const int Rate = 48_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_the_sizes_samples_come_out_once_and_in_order(int seed)
    {
        Random random = new(seed);
        PlayoutQueue queue = new(Rate, TimeSpan.FromMilliseconds(100));
        int sent = 0;
        int expected = 0;
        for (int step = 0; step < 3_000; step++)
        {
            int room = 4_800 - queue.QueuedSamples;
            float[] piece = Ramp(sent, random.Next(0, room + 1));
            await queue.EnqueueAsync(piece, Token);
            sent += piece.Length;

            float[] output = new float[random.Next(1, 3_000)];
            Array.Fill(output, 99);
            int taken = queue.Read(output);

            Assert.Equal(Math.Min(output.Length, sent - expected), taken);
            Assert.Equal(Ramp(expected, taken), output[..taken]);
            Assert.All(output[taken..], sample => Assert.Equal(0, sample));
            expected += taken;
            Assert.Equal(expected, queue.TakenSamples);
            Assert.Equal(sent - expected, queue.QueuedSamples);
        }
    }

    [Fact]
    public async Task A_hold_fades_out_within_its_ramp_and_then_gives_silence()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromSeconds(2));
        await queue.EnqueueAsync(Constant(Rate), Token);
        queue.Read(new float[4_800]);

        queue.Hold(TimeSpan.FromMilliseconds(30));
        float[] faded = new float[4_800];
        int taken = queue.Read(faded);

        Assert.Equal(Rate * 30 / 1_000, taken);
        Assert.Equal(faded[..taken].OrderDescending(), faded[..taken]);
        Assert.True(faded[taken - 1] < 1e-4f);
        Assert.All(faded[taken..], sample => Assert.Equal(0, sample));
        Assert.Equal(0, queue.Read(faded));
        Assert.Equal(0, queue.Underruns);
        Assert.True(queue.IsReplyOpen);
    }

    [Fact]
    public async Task After_a_hold_the_sound_goes_on_at_the_beginning_of_the_word_that_was_cut()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromSeconds(2));
        float[] sound = Constant(Rate);
        sound.AsSpan(14_400, 960).Clear(); // 20 ms between two words, 300 ms on
        await queue.EnqueueAsync(sound, Token);
        queue.Read(new float[19_200]);

        queue.Hold(TimeSpan.FromMilliseconds(30));
        queue.Read(new float[4_800]);
        queue.Release();
        float[] rest = new float[Rate];
        int taken = queue.Read(rest, out long position);

        Assert.InRange(position, 14_400 - 480, 14_400 + 960);
        Assert.Equal(Rate - position, taken);
        Assert.Equal(sound[(int)position..], rest[..taken]);
    }

    [Fact]
    public async Task While_it_is_held_the_queue_takes_no_more_than_it_holds_otherwise()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromSeconds(1));
        await queue.EnqueueAsync(Constant(Rate), Token);
        queue.Read(new float[Rate / 2]);
        queue.Hold(TimeSpan.Zero);

        Task more = queue.EnqueueAsync(Constant(Rate), Token).AsTask();
        queue.Read(new float[Rate]);
        Assert.False(more.IsCompleted);
        Assert.Equal(Rate, queue.QueuedSamples);

        queue.Release();
        queue.Read(new float[Rate]);
        await more.WaitAsync(Token);
    }

    [Fact]
    public async Task What_is_cleared_while_it_is_held_stays_silent()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromSeconds(2));
        await queue.EnqueueAsync(Constant(Rate), Token);
        queue.Read(new float[4_800]);
        queue.Hold(TimeSpan.FromMilliseconds(30));
        queue.Read(new float[4_800]);

        Assert.Equal(queue.TakenSamples, queue.FadeOutAndClear(TimeSpan.FromMilliseconds(30)));

        float[] output = new float[480];
        Assert.Equal(0, queue.Read(output));
        Assert.All(output, sample => Assert.Equal(0, sample));
        await queue.EnqueueAsync(Constant(480), Token);
        Assert.Equal(480, queue.Read(output));
    }

    [Fact]
    public async Task Two_threads_pass_a_long_reply_through_a_short_queue()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromMilliseconds(20));
        const int total = 500_000;
        Task producer = Task.Run(async () =>
        {
            for (int sent = 0; sent < total;)
            {
                float[] piece = Ramp(sent, Math.Min(7_919, total - sent));
                await queue.EnqueueAsync(piece, Token);
                sent += piece.Length;
            }

            await queue.DrainedAsync(Token);
        }, Token);

        int received = 0;
        float[] block = new float[441];
        while (received < total)
        {
            int taken = queue.Read(block);
            for (int i = 0; i < taken; i++)
            {
                if (block[i] != received + i)
                    Assert.Fail($"Sample {received + i} is {block[i]}");
            }

            received += taken;
            Token.ThrowIfCancellationRequested();
            if (taken == 0)
                Thread.Yield();
        }

        await producer;
        Assert.Equal(total, queue.TakenSamples);
    }

    [Fact]
    public async Task A_full_queue_makes_the_producer_wait_until_there_is_room()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromMilliseconds(10));
        ValueTask adding = queue.EnqueueAsync(Ramp(0, 700), Token);
        Assert.False(adding.IsCompleted);
        Assert.Equal(480, queue.QueuedSamples);

        Assert.Equal(300, queue.Read(new float[300]));
        await adding;
        Assert.Equal(400, queue.QueuedSamples);
    }

    [Fact]
    public async Task A_waiting_producer_can_be_cancelled()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromMilliseconds(10));
        using CancellationTokenSource turn = new();
        ValueTask adding = queue.EnqueueAsync(Ramp(0, 700), turn.Token);
        await turn.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await adding);
    }

    [Fact]
    public async Task A_fade_ramps_down_smoothly_ends_within_50_ms_and_reports_where()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromSeconds(2));
        float[] ones = new float[Rate];
        Array.Fill(ones, 1);
        await queue.EnqueueAsync(ones, Token);
        queue.Read(new float[1_000]);

        long end = queue.FadeOutAndClear(TimeSpan.FromSeconds(10));

        Assert.Equal(1_000 + Rate / 20, end);
        float[] heard = new float[4_000];
        Assert.Equal(Rate / 20, queue.Read(heard));
        for (int i = 1; i < heard.Length; i++)
            Assert.InRange(heard[i - 1] - heard[i], 0, 0.001f);
        Assert.InRange(heard[0], 0.999f, 1);
        Assert.Equal(0, heard[2_399], 1e-6f);
        Assert.Equal(end, queue.TakenSamples);
        Assert.Equal(0, queue.Underruns);
    }

    [Fact]
    public async Task A_fade_over_less_than_its_length_uses_what_is_there()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromSeconds(1));
        await queue.EnqueueAsync(Ramp(1, 10), Token);
        Assert.Equal(10, queue.FadeOutAndClear(TimeSpan.FromMilliseconds(30)));
        Assert.Equal(10, queue.Read(new float[20]));
        Assert.Equal(10, queue.FadeOutAndClear(TimeSpan.FromMilliseconds(30)));
    }

    [Fact]
    public async Task What_a_producer_was_still_adding_is_dropped_by_a_fade()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromMilliseconds(10));
        ValueTask adding = queue.EnqueueAsync(Ramp(0, 5_000), Token);
        queue.FadeOutAndClear(TimeSpan.Zero);
        await adding;
        Assert.Equal(0, queue.Read(new float[5_000]));

        await queue.EnqueueAsync(Ramp(7, 3), Token);
        float[] next = new float[3];
        Assert.Equal(3, queue.Read(next));
        Assert.Equal(Ramp(7, 3), next);
    }

    [Fact]
    public async Task Running_empty_counts_once_and_only_within_a_reply()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromSeconds(1));
        float[] block = new float[100];

        queue.Read(block); // nothing said yet
        await queue.EnqueueAsync(new float[150], Token);
        queue.Read(block);
        queue.Read(block); // half of it missing
        queue.Read(block);
        Assert.Equal(1, queue.Underruns);

        await queue.EnqueueAsync(new float[150], Token);
        queue.Read(block);
        queue.Read(block);
        Assert.Equal(2, queue.Underruns);

        await queue.EnqueueAsync(new float[50], Token);
        Task drained = queue.DrainedAsync(Token);
        queue.Read(block); // the last part of a complete reply
        await drained;
        queue.Read(block);
        Assert.Equal(2, queue.Underruns);
    }

    [Fact]
    public async Task Drained_means_that_the_last_sample_was_taken()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromSeconds(1));
        Assert.True(queue.DrainedAsync(Token).IsCompletedSuccessfully);

        await queue.EnqueueAsync(new float[200], Token);
        Task drained = queue.DrainedAsync(Token);
        queue.Read(new float[199]);
        Assert.False(drained.IsCompleted);
        queue.Read(new float[1]);
        await drained;
    }

    [Fact]
    public async Task A_fade_ends_the_wait_for_the_rest()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromSeconds(1));
        await queue.EnqueueAsync(new float[20_000], Token);
        Task drained = queue.DrainedAsync(Token);
        queue.FadeOutAndClear(TimeSpan.Zero);
        await drained;
    }

    [Fact]
    public async Task A_lost_device_frees_everybody_who_waits()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromMilliseconds(10));
        ValueTask adding = queue.EnqueueAsync(new float[1_000], Token);
        Task drained = queue.DrainedAsync(Token);
        queue.Fail(new IOException("gone"));

        await Assert.ThrowsAsync<IOException>(async () => await adding);
        await Assert.ThrowsAsync<IOException>(() => drained);
        await Assert.ThrowsAsync<IOException>(async () => await queue.EnqueueAsync(new float[1], Token));
        await Assert.ThrowsAsync<IOException>(() => queue.DrainedAsync(Token));
    }

    [Fact]
    public async Task The_device_side_allocates_nothing()
    {
        PlayoutQueue queue = new(Rate, TimeSpan.FromSeconds(1));
        float[] block = new float[100];
        queue.Read(block);
        await queue.EnqueueAsync(new float[20_000], Token);

        long allocated = ReadAll(queue, block);
        Assert.Equal(0, allocated);
    }

    private static long ReadAll(PlayoutQueue queue, float[] block)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (queue.Read(block) > 0)
        {
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static float[] Constant(int count)
    {
        float[] samples = new float[count];
        Array.Fill(samples, 1);
        return samples;
    }

    private static float[] Ramp(int from, int count) => [.. Enumerable.Range(from, count).Select(i => (float)i)];
}
