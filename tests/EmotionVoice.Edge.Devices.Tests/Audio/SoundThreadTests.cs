using EmotionVoice.Edge.Devices.Audio;

namespace EmotionVoice.Edge.Devices.Tests.Audio;

public sealed class SoundThreadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_for_runs_in_order_on_one_thread()
    {
        List<int> order = [];
        int[] threads = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SoundThread.RunAsync(() =>
        {
            order.Add(i);
            return Environment.CurrentManagedThreadId;
        })));

        Assert.Equal(Enumerable.Range(0, 20), order);
        Assert.Single(threads.Distinct());
        Assert.NotEqual(Environment.CurrentManagedThreadId, threads[0]);
    }

    [Fact]
    public async Task A_failure_is_told_to_the_one_who_asked_and_to_nobody_else()
    {
        Task<int> fails = SoundThread.RunAsync<int>(() => throw new InvalidOperationException("broken"));
        Task<int> works = SoundThread.RunAsync(() => 7);

        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => fails)).Message);
        Assert.Equal(7, await works);
    }

    [Fact]
    public async Task Who_waits_for_a_device_while_the_sound_system_hangs_can_give_up()
    {
        using ManualResetEventSlim answers = new();
        using CancellationTokenSource giveUp = new();
        CancellationToken token = Token;
        Task<bool> hangs = SoundThread.RunAsync(() =>
        {
            answers.Wait(token);
            return true;
        });
        int opened = 0;
        Task<DeviceStream> opening = DeviceStream.OpenAsync(
            new DeviceRequest("no such device", ForInput: true, 1, () => false),
            (_, _) => throw new InvalidOperationException($"opened {++opened} times"),
            TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, giveUp.Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        Assert.False(hangs.IsCompleted);
        answers.Set();
        Assert.True(await hangs);
        await SoundThread.RunAsync(() => 0);
        Assert.Equal(0, opened); // what nobody waits for any more isn't begun
    }
}
