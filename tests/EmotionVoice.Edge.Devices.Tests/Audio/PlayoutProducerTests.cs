using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Devices.Audio;

namespace EmotionVoice.Edge.Devices.Tests.Audio;

public sealed class PlayoutProducerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(22_050, 44_100)]
    [InlineData(24_000, 48_000)]
    [InlineData(48_000, 44_100)]
    [InlineData(16_000, 16_000)]
    public async Task A_reply_in_pieces_is_all_there_at_the_devices_rate_once_it_is_complete(int callerRate, int deviceRate)
    {
        PlayoutQueue queue = new(deviceRate, TimeSpan.FromSeconds(10));
        PlayoutProducer producer = new(queue, callerRate);
        for (int i = 0; i < 10; i++)
            await producer.EnqueueAsync(new float[callerRate / 10 + i], Token);
        await producer.CompleteAsync(Token);

        int sent = 10 * (callerRate / 10) + 45;
        Assert.Equal(sent, producer.EnqueuedSamples);
        Assert.Equal((int)Math.Ceiling(sent * (double)deviceRate / callerRate), queue.QueuedSamples);
        Assert.Equal(sent, producer.FromDevice(queue.QueuedSamples));
    }

    [Fact]
    public async Task After_a_fade_nothing_of_the_old_reply_is_left()
    {
        PlayoutQueue queue = new(48_000, TimeSpan.FromSeconds(10));
        PlayoutProducer producer = new(queue, 24_000);
        float[] loud = new float[24_000];
        Array.Fill(loud, 1);
        await producer.EnqueueAsync(loud, Token);
        producer.Silence(TimeSpan.Zero);

        await producer.EnqueueAsync(new float[2_400], Token);
        await producer.CompleteAsync(Token);
        float[] played = new float[4_800];
        Assert.Equal(4_800, queue.Read(played));
        Assert.All(played, sample => Assert.Equal(0, sample));
    }

    [Fact]
    public async Task A_fade_ends_a_long_piece_that_waits_for_room()
    {
        PlayoutQueue queue = new(48_000, TimeSpan.FromMilliseconds(100));
        PlayoutProducer producer = new(queue, 24_000);
        Task adding = producer.EnqueueAsync(new float[240_000], Token).AsTask();
        Assert.False(adding.IsCompleted);
        producer.Silence(TimeSpan.Zero);
        await adding;
        Assert.Equal(0, queue.QueuedSamples);
        Assert.Equal(0, producer.EnqueuedSamples);
    }

    [Theory]
    [InlineData(22_050, 48_000)]
    [InlineData(48_000, 44_100)]
    public async Task After_a_fade_nothing_is_left_to_be_heard_once_the_device_has_taken_it(int callerRate, int deviceRate)
    {
        PlayoutQueue queue = new(deviceRate, TimeSpan.FromSeconds(10));
        PlayoutProducer producer = new(queue, callerRate);
        for (int reply = 0; reply < 3; reply++)
        {
            await producer.EnqueueAsync(new float[callerRate + reply], Token);
            queue.Read(new float[deviceRate / 3]);
            producer.Silence(TimeSpan.FromMilliseconds(30));
            Assert.True(producer.EnqueuedSamples > producer.FromDevice(queue.TakenSamples));
            queue.Read(new float[deviceRate]);
            Assert.Equal(producer.EnqueuedSamples, producer.FromDevice(queue.TakenSamples));
        }
    }
}
