using EmotionVoice.Edge.Devices.Audio;

namespace EmotionVoice.Edge.Devices.Tests.Audio;

public sealed class CaptureRingTests
{
    [Fact]
    public void Samples_come_out_once_and_in_order()
    {
        CaptureRing ring = new(10_000);
        Random random = new(1);
        int sent = 0;
        int received = 0;
        for (int step = 0; step < 2_000; step++)
        {
            float[] piece = Count(sent, random.Next(0, 3_000));
            ring.Write(piece, channels: 1);
            sent += piece.Length;

            float[] output = new float[4_000];
            int read = ring.Read(output);
            Assert.Equal(Count(received, read), output[..read]);
            received += read;
        }

        Assert.Equal(0, ring.Lost);
        Assert.Equal(sent, ring.Written);
    }

    [Fact]
    public void Channels_are_averaged()
    {
        CaptureRing ring = new(100);
        ring.Write([1, 0, 0.5f, 0.5f, 0, -1], channels: 2);
        float[] output = new float[8];
        Assert.Equal(3, ring.Read(output));
        Assert.Equal([0.5f, 0.5f, -0.5f], output[..3]);
    }

    [Fact]
    public void A_late_reader_loses_the_oldest_and_knows_how_many()
    {
        CaptureRing ring = new(4_000);
        const int sent = 100_000;
        ring.Write(Count(0, sent), channels: 1);

        float[] output = new float[sent];
        int read = ring.Read(output);

        Assert.Equal(sent, ring.Lost + read);
        Assert.InRange(read, 2_000, 8_192);
        Assert.Equal(Count((int)ring.Lost, read), output[..read]);
        Assert.Equal(0, ring.Read(output));
    }

    [Fact]
    public async Task A_reader_beside_a_writer_that_laps_it_never_sees_torn_sound()
    {
        CaptureRing ring = new(3_000);
        const int total = 1_000_000;
        Task writer = Task.Run(() =>
        {
            for (int sent = 0; sent < total; sent += 500)
                ring.Write(Count(sent, 500), channels: 1);
        }, TestContext.Current.CancellationToken);

        float[] output = new float[777];
        long received = 0;
        while (true)
        {
            bool last = writer.IsCompleted;
            int read = ring.Read(output);
            for (int i = 1; i < read; i++)
            {
                if (output[i] != output[i - 1] + 1)
                    Assert.Fail($"{output[i]} follows {output[i - 1]}");
            }

            received += read;
            if (read == 0 && last)
                break;
        }

        await writer;
        Assert.Equal(total, received + ring.Lost);
    }

    [Fact]
    public void Neither_side_allocates()
    {
        CaptureRing ring = new(4_000);
        float[] block = new float[960];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            ring.Write(block, channels: 2);
            ring.Read(block);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static float[] Count(int from, int count) => [.. Enumerable.Range(from, count).Select(i => (float)i)];
}
