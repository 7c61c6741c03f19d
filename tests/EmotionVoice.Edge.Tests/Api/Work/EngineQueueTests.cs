using EmotionVoice.Edge.Api;
using EmotionVoice.Edge.Api.Work;
using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Tests.Api.Work;

public sealed class EngineQueueTests : IDisposable
{
    private readonly LocalTurn _local = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _local.Dispose();

    [Fact]
    public async Task OneAtATimeAndOneTooManyIsToldSoAtOnce()
    {
        EngineQueue queue = new(new ApiOptions { MaxWaiting = 1 }, _local);
        EngineQueue.Slot first = await queue.EnterAsync("a", Token);
        Task<EngineQueue.Slot> second = queue.EnterAsync("b", Token);

        Assert.False(second.IsCompleted);
        ProblemException busy = await Assert.ThrowsAsync<ProblemException>(() => queue.EnterAsync("c", Token));
        Assert.Equal((503, "BUSY"), (busy.Problem.Status, busy.Problem.Code));
        Assert.Equal((1, 1L), (queue.Waiting, queue.Refused));

        first.Dispose();
        first.Dispose();
        (await second).Dispose();
        (await queue.EnterAsync("c", Token)).Dispose();
        Assert.Equal(0, queue.Waiting);
    }

    [Fact]
    public async Task OneBusyClientDoesNotKeepTheOthersOut()
    {
        EngineQueue queue = new(new ApiOptions { MaxWaiting = 10 }, _local);
        List<string> order = [];
        EngineQueue.Slot running = await queue.EnterAsync("busy", Token);
        Task[] waiting = [.. new[] { "busy", "busy", "busy", "other", "third" }.Select(async who =>
        {
            using EngineQueue.Slot slot = await queue.EnterAsync(who, Token);
            lock (order)
                order.Add(who);
        })];

        running.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(["other", "third", "busy", "busy", "busy"], order);
    }

    [Fact]
    public async Task WhoGivesUpLeavesTheQueueToTheNext()
    {
        EngineQueue queue = new(new ApiOptions { MaxWaiting = 10 }, _local);
        using CancellationTokenSource impatient = new();
        EngineQueue.Slot running = await queue.EnterAsync("a", Token);
        Task<EngineQueue.Slot> leaving = queue.EnterAsync("b", impatient.Token);
        Task<EngineQueue.Slot> staying = queue.EnterAsync("c", Token);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        running.Dispose();

        (await staying).Dispose();
        (await queue.EnterAsync("d", Token)).Dispose();
    }

    [Fact]
    public async Task SomebodyAtTheDeviceGoesFirstAndTheStepIsRunAgain()
    {
        EngineQueue queue = new(new ApiOptions(), _local);
        TaskCompletionSource running = new(), again = new();
        int runs = 0;
        using EngineQueue.Slot slot = await queue.EnterAsync("a", Token);
        Task<int> step = slot.RunAsync(
            async token =>
            {
                if (++runs == 2)
                {
                    again.SetResult();
                    return runs;
                }

                running.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return -1;
            },
            Token);
        await running.Task;

        _local.Take(new StateChanged(ConversationState.Hearing));
        // Stopped, and not begun again while the turn goes on.
        while (queue.Repeated == 0)
            await Task.Yield();
        _local.Take(new StateChanged(ConversationState.Thinking));
        _local.Take(new StateChanged(ConversationState.Speaking));
        Assert.False(again.Task.IsCompleted);
        _local.Take(new StateChanged(ConversationState.Listening));

        Assert.Equal(2, await step);
    }

    [Fact]
    public async Task WhatTheClientHasSeenIsNotRunAgain()
    {
        EngineQueue queue = new(new ApiOptions(), _local);
        using EngineQueue.Slot slot = await queue.EnterAsync("a", Token);
        Task<bool> step = slot.RunAsync(
            async token =>
            {
                _local.Take(new StateChanged(ConversationState.Hearing));
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return true;
            },
            Token, () => false);

        ProblemException busy = await Assert.ThrowsAsync<ProblemException>(() => step);
        Assert.Equal("BUSY", busy.Problem.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ASoundThatWasNoUtteranceGivesTheEnginesBack(bool discarded)
    {
        EngineQueue queue = new(new ApiOptions(), _local);
        using EngineQueue.Slot slot = await queue.EnterAsync("a", Token);
        _local.Take(new StateChanged(ConversationState.Hearing));
        Task<bool> step = slot.RunAsync(_ => Task.FromResult(true), Token);
        Assert.False(step.IsCompleted);

        _local.Take(discarded ? new SpeechEnded(TimeSpan.Zero, IsUtterance: false) : new StateChanged(ConversationState.Idle));

        Assert.True(await step);
    }

    [Fact]
    public async Task WhoStopsWaitingForTheDeviceIsNotKept()
    {
        EngineQueue queue = new(new ApiOptions(), _local);
        using CancellationTokenSource impatient = new();
        using EngineQueue.Slot slot = await queue.EnterAsync("a", Token);
        _local.Take(new StateChanged(ConversationState.Hearing));
        Task<bool> step = slot.RunAsync(_ => Task.FromResult(true), impatient.Token);

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => step);
    }
}
