using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Capture;

public sealed class ResilientMicrophoneTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly FakeClock _clock = new();
    private readonly ConversationEvents _events = new();
    private readonly ConversationEvents.Subscription _seen;
    private readonly PluggableMicrophone _configured = new("desk");
    private readonly PluggableMicrophone _fallback = new("built-in");
    private readonly RecoveryOptions _options = new() { Jitter = 0 };
    private bool _quiet = true;

    public ResilientMicrophoneTests() => _seen = _events.Subscribe();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _seen.Dispose();

    [Fact]
    public async Task AudioTimeGoesOnWhileTheDeviceIsAway()
    {
        _configured.Plug();
        await using IAsyncEnumerator<AudioFrame> frames = Listen(withFallback: false);
        Assert.Equal(0, (await Heard(frames, _configured)).Start);
        Assert.Equal(512, (await Heard(frames, _configured)).Start);

        _configured.Unplug();
        Task<bool> next = frames.MoveNextAsync().AsTask();
        await Until(() => _clock.PendingTimers == 1);
        _configured.Plug();
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        await Until(() => _configured.IsOpen);
        _clock.Advance(TimeSpan.FromMilliseconds(750));
        _configured.Sound();

        Assert.True(await next.WaitAsync(s_limit, Token));
        // 1 s after the last frame, and the jump says that sound is missing.
        Assert.Equal(1024 + 16_000, frames.Current.Start);
        Assert.Equal(1024 + 16_000 + 512, (await Heard(frames, _configured)).Start);
    }

    [Fact]
    public async Task ALossIsToldOnceHoweverManyAttemptsFail()
    {
        _configured.Plug();
        await using IAsyncEnumerator<AudioFrame> frames = Listen(withFallback: false);
        await Heard(frames, _configured);
        _configured.Unplug();
        Task<bool> next = frames.MoveNextAsync().AsTask();

        List<double> waits = [];
        for (int attempt = 1; attempt <= 5; attempt++)
        {
            await Until(() => _clock.PendingTimers == 1);
            Assert.Equal(attempt, _configured.Attempts);
            double waited = 0;
            await Until(() =>
            {
                if (_configured.Attempts > attempt)
                    return true;
                _clock.Advance(TimeSpan.FromMilliseconds(10));
                waited += 10;
                return _configured.Attempts > attempt;
            });
            waits.Add(waited);
        }

        await Until(() => _clock.PendingTimers == 1);
        _configured.Plug();
        _configured.Sound();
        _clock.Advance(_options.MaxDelay);
        Assert.True(await next.WaitAsync(s_limit, Token));

        Assert.Equal([250, 500, 1000, 2000, 2000], waits);
        Assert.Equal(
            [new DeviceLost(DeviceRole.Microphone, "desk", "desk was unplugged."), new StateChanged(ConversationState.Error), new DeviceReady(DeviceRole.Microphone, "desk"), new StateChanged(ConversationState.Idle)],
            await Seen());
    }

    [Fact]
    public async Task ADeviceThatIsMissingAtTheStartIsWaitedFor()
    {
        await using IAsyncEnumerator<AudioFrame> frames = Listen(withFallback: false);
        Task<bool> next = frames.MoveNextAsync().AsTask();
        await Until(() => _clock.PendingTimers == 1);
        _configured.Plug();
        _configured.Sound();
        _clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.True(await next.WaitAsync(s_limit, Token));
        Assert.Equal(0, frames.Current.Start);
        Assert.Equal(new DeviceLost(DeviceRole.Microphone, "desk", "desk is missing."), (await Seen())[0]);
    }

    [Fact]
    public async Task TheFallbackStandsInUntilTheConfiguredDeviceIsBackAndNobodySpeaks()
    {
        _fallback.Plug();
        await using IAsyncEnumerator<AudioFrame> frames = Listen(withFallback: true);
        await Heard(frames, _fallback);
        _configured.Plug();
        _configured.Sound();

        _clock.Advance(TimeSpan.FromSeconds(9));
        await Heard(frames, _fallback);
        Assert.Equal(1, _configured.Attempts);
        _clock.Advance(TimeSpan.FromSeconds(2));
        _quiet = false;
        await Heard(frames, _fallback);
        await Heard(frames, _fallback);
        Assert.Equal(1, _configured.Attempts);
        _quiet = true;
        long end = frames.Current.End;
        Assert.True(await frames.MoveNextAsync().AsTask().WaitAsync(s_limit, Token));

        Assert.True(frames.Current.Start > end);
        Assert.False(_fallback.IsOpen);
        Assert.True(_configured.IsOpen);
        Assert.Equal(["built-in", "desk"], (await Seen()).OfType<DeviceReady>().Select(e => e.Device));
    }

    [Fact]
    public async Task WhileTheConfiguredDeviceIsThereButSilentTheFallbackIsHeard()
    {
        _fallback.Plug();
        IAsyncEnumerator<AudioFrame> frames = Listen(withFallback: true);
        await using (frames)
        {
            await Heard(frames, _fallback);
            _configured.Plug();
            _clock.Advance(TimeSpan.FromSeconds(11));
            for (int i = 0; i < 5; i++)
                await Heard(frames, _fallback);
            Assert.Equal(2, _configured.Attempts);
            Assert.True(_configured.IsOpen);
            Assert.True(_fallback.IsOpen);
        }

        // Nothing stays open behind a listener that has gone.
        Assert.False(_configured.IsOpen);
        Assert.False(_fallback.IsOpen);
    }

    [Fact]
    public async Task AFallbackThatIsLostTooIsToldAndBothAreTried()
    {
        _fallback.Plug();
        await using IAsyncEnumerator<AudioFrame> frames = Listen(withFallback: true);
        await Heard(frames, _fallback);
        _fallback.Unplug();
        Task<bool> next = frames.MoveNextAsync().AsTask();
        await Until(() => _clock.PendingTimers == 1);
        _configured.Plug();
        _configured.Sound();
        _clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.True(await next.WaitAsync(s_limit, Token));
        Assert.Equal(["desk", "built-in"], (await Seen()).OfType<DeviceLost>().Select(e => e.Device));
    }

    [Fact]
    public async Task WaitingForADeviceEndsWithTheDaemon()
    {
        using CancellationTokenSource stop = new();
        await using IAsyncEnumerator<AudioFrame> frames = Listen(withFallback: false, stop.Token);
        Task<bool> next = frames.MoveNextAsync().AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(s_limit, Token));
    }

    private IAsyncEnumerator<AudioFrame> Listen(bool withFallback, CancellationToken? stop = null) => new ResilientMicrophone(
        _configured.Make, withFallback ? _fallback.Make : null, _options, new BackoffPolicy(_options, new Random(1)), () => _quiet, () => ConversationState.Idle, _events, _clock,
        NullLogger<ResilientMicrophone>.Instance).ListenAsync(stop ?? Token).GetAsyncEnumerator(Token);

    private static async Task<AudioFrame> Heard(IAsyncEnumerator<AudioFrame> frames, PluggableMicrophone from)
    {
        from.Sound();
        Assert.True(await frames.MoveNextAsync().AsTask().WaitAsync(s_limit, Token));
        return frames.Current;
    }

    private static async Task Until(Func<bool> condition)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(s_limit);
        for (; !condition(); limit.Token.ThrowIfCancellationRequested())
            await Task.Yield();
    }

    private async Task<List<ConversationEvent>> Seen()
    {
        _seen.Dispose();
        return await _seen.ReadAllAsync(Token).ToListAsync(Token);
    }
}
