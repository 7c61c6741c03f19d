using EmotionVoice.Edge.Devices.Audio;

namespace EmotionVoice.Edge.Devices.Tests.Audio;

public sealed class WakeUpTests
{
    [Fact]
    public async Task A_signal_before_the_wait_is_not_lost()
    {
        WakeUp wakeUp = new();
        wakeUp.Signal();
        wakeUp.Signal();
        Assert.True(wakeUp.WaitAsync().AsTask().IsCompleted);

        Task second = wakeUp.WaitAsync().AsTask();
        Assert.False(second.IsCompleted);
        wakeUp.Signal();
        await second;
    }

    [Fact]
    public async Task Two_threads_never_miss_each_other()
    {
        WakeUp wakeUp = new();
        int produced = 0;
        const int total = 20_000;
        Task producer = Task.Run(() =>
        {
            for (int i = 0; i < total; i++)
            {
                Interlocked.Increment(ref produced);
                wakeUp.Signal();
            }
        }, TestContext.Current.CancellationToken);

        while (Volatile.Read(ref produced) < total)
            await wakeUp.WaitAsync();
        await producer;
    }
}
