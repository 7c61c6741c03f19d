using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Core.Tests.Playback;

public sealed class ResilientSpeakerTests : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private static readonly float[] s_sentence = new float[4_800];

    private readonly FakeClock _clock = new();
    private readonly ConversationEvents _events = new();
    private readonly ConversationEvents.Subscription _seen;
    private readonly PluggableSpeaker _configured = new("desk");
    private readonly PluggableSpeaker _fallback = new("built-in");
    private readonly ResilientSpeaker _speaker;
    private readonly ResilientSpeaker _speakerWithFallback;

    public ResilientSpeakerTests()
    {
        _seen = _events.Subscribe();
        RecoveryOptions options = new() { Jitter = 0 };
        ResilientSpeaker Make(Func<IDeviceSpeaker>? fallback) => new(
            _configured.Make, fallback, options, new BackoffPolicy(options, new Random(1)), _events, _clock, NullLogger<ResilientSpeaker>.Instance);
        _speaker = Make(null);
        _speakerWithFallback = Make(_fallback.Make);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _seen.Dispose();
        await _speaker.DisposeAsync();
        await _speakerWithFallback.DisposeAsync();
    }

    [Fact]
    public async Task ASpeakerThatIsMissingAtTheStartIsWaitedForAndAReplyFailsAtOnce()
    {
        await _speaker.OpenAsync(Token);
        AudioDeviceException failure = await Assert.ThrowsAsync<AudioDeviceException>(() => Play(s_sentence));
        Assert.Equal("desk is missing.", failure.Message);
        await Until(() => _clock.PendingTimers == 1);
        _configured.Plug();
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        await Until(() => _configured.IsOpen);
        await Until(async () => (await Record.ExceptionAsync(() => Play(s_sentence))) is null);

        _configured.HearAll();
        await _speaker.DrainAsync(Token).WaitAsync(s_limit, Token);
        Assert.Equal([new DeviceLost(DeviceRole.Loudspeaker, "desk", "desk is missing."), new DeviceReady(DeviceRole.Loudspeaker, "desk")], await Seen());
    }

    [Fact]
    public async Task AReplyDuringWhichTheDeviceWasLostEndsAndTheNextOneIsWhole()
    {
        _configured.Plug();
        await _speaker.OpenAsync(Token);
        await Play(s_sentence);
        _configured.Unplug();
        _configured.Plug();
        await LostAndBack();

        // The rest of a reply without its beginning would be nonsense.
        await Assert.ThrowsAsync<AudioDeviceException>(() => Play(s_sentence));
        await Play(s_sentence);
        await Play(s_sentence);
        _configured.HearAll();
        await _speaker.DrainAsync(Token).WaitAsync(s_limit, Token);
        Assert.Equal(9_600, _configured.Played);
    }

    [Fact]
    public async Task WaitingForTheEndOfAReplyFailsWhenTheDeviceIsLost()
    {
        _configured.Plug();
        await _speaker.OpenAsync(Token);
        await Play(s_sentence);
        Task drained = _speaker.DrainAsync(Token);
        _configured.Unplug();

        await Assert.ThrowsAsync<AudioDeviceException>(() => drained.WaitAsync(s_limit, Token));
    }

    [Fact]
    public async Task NothingIsLeftToBeHeardOfALostDeviceAndPositionsNeverGoBack()
    {
        _configured.Plug();
        await _speaker.OpenAsync(Token);
        await Play(s_sentence);
        _configured.HearAll();
        await Play(s_sentence);
        SpeechFeed feed = new(_speaker);
        Assert.True(feed.IsAudible);

        _configured.Unplug();
        await Until(() => !feed.IsAudible);
        Assert.Equal((4_800, 4_800), (_speaker.EnqueuedSamples, _speaker.HeardSamples));
        _configured.Plug();
        await LostAndBack();
        Assert.Equal(4_800, _speaker.HeardSamples);
    }

    [Fact]
    public async Task ASilencedReplyIsNotAudible()
    {
        _configured.Plug();
        await _speaker.OpenAsync(Token);
        await Play(s_sentence);
        _speaker.Silence(TimeSpan.Zero);

        Assert.False(new SpeechFeed(_speaker).IsAudible);
        await _speaker.DrainAsync(Token).WaitAsync(s_limit, Token);
    }

    [Fact]
    public async Task TheFallbackPlaysUntilTheConfiguredDeviceIsBackAndNothingIsBeingSaid()
    {
        _fallback.Plug();
        await _speakerWithFallback.OpenAsync(Token);
        await _speakerWithFallback.EnqueueAsync(s_sentence, Token);
        _configured.Plug();
        await Until(() => _clock.PendingTimers == 1);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Until(() => _clock.PendingTimers == 1);
        Assert.Equal(1, _configured.Attempts);

        _fallback.HearAll();
        await _speakerWithFallback.DrainAsync(Token).WaitAsync(s_limit, Token);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Until(() => _speakerWithFallback.Name == "desk");
        await Until(() => !_fallback.IsOpen);
        Assert.Equal(["built-in", "desk"], (await Seen()).OfType<DeviceReady>().Select(e => e.Device));
    }

    private Task Play(float[] samples) => _speaker.EnqueueAsync(samples, Token).AsTask().WaitAsync(s_limit, Token);

    private async Task LostAndBack()
    {
        await Until(() => !_configured.IsOpen);
        await Until(() => _clock.PendingTimers == 1);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        await Until(() => _configured.IsOpen);
        await Until(() => _configured.Attempts == 2);
    }

    private static Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    private static async Task Until(Func<Task<bool>> condition)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(s_limit);
        for (; !await condition(); limit.Token.ThrowIfCancellationRequested())
            await Task.Yield();
    }

    private async Task<List<ConversationEvent>> Seen()
    {
        _seen.Dispose();
        return await _seen.ReadAllAsync(Token).ToListAsync(Token);
    }
}
