using EmotionVoice.Edge.Core.Dialogue.Silence;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Silence;

public sealed class QuietMomentsTests
{
    private readonly FakeClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhereNobodySpeaksNobodyWaits()
    {
        QuietMoments quiet = await ObservedAsync();
        await quiet.WaitAsync(Token);

        quiet = await ObservedAsync(new SpeechStarted(default), new SpeechEnded(default, IsUtterance: true));
        _clock.Advance(QuietMoments.Pause);
        await quiet.WaitAsync(Token);
    }

    [Fact]
    public async Task SomebodysWordsAreWaitedForAndThePauseAfterThem()
    {
        QuietMoments quiet = await ObservedAsync(new SpeechStarted(default));
        Task waiting = quiet.WaitAsync(Token);
        await PassAsync(TimeSpan.FromSeconds(3));
        Assert.False(waiting.IsCompleted);

        await ObserveAsync(quiet, new SpeechEnded(default, IsUtterance: true), new SpeechStarted(default));
        await PassAsync(TimeSpan.FromSeconds(3));
        Assert.False(waiting.IsCompleted);

        await ObserveAsync(quiet, new SpeechEnded(default, IsUtterance: true));
        while (!waiting.IsCompleted)
            await PassAsync(TimeSpan.FromMilliseconds(100));
        await waiting;
    }

    [Fact]
    public async Task WhoNeverStopsIsInterrupted()
    {
        QuietMoments quiet = await ObservedAsync(new SpeechStarted(default));
        Task waiting = quiet.WaitAsync(Token);
        _clock.Advance(QuietMoments.Longest);
        await waiting;
    }

    [Fact]
    public async Task WaitingEndsWithItsToken()
    {
        QuietMoments quiet = await ObservedAsync(new SpeechStarted(default));
        using CancellationTokenSource stop = new();
        Task waiting = quiet.WaitAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private async Task<QuietMoments> ObservedAsync(params ConversationEvent[] events)
    {
        QuietMoments quiet = new(_clock);
        await ObserveAsync(quiet, events);
        return quiet;
    }

    private static Task ObserveAsync(QuietMoments quiet, params ConversationEvent[] events) => quiet.ObserveAsync(events.ToAsyncEnumerable(), Token);

    // Lets what waits run on before and after.
    private async Task PassAsync(TimeSpan time)
    {
        for (int i = 0; i < 20; i++)
            await Task.Yield();
        _clock.Advance(time);
        for (int i = 0; i < 20; i++)
            await Task.Yield();
    }
}
