using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Devices.LedRing;
using EmotionVoice.Edge.Observers.LedRing;
using EmotionVoice.Edge.Testing;
using EmotionVoice.Edge.Tests.Observers.Mqtt;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmotionVoice.Edge.Tests.Observers.LedRing;

public sealed class LedRingObserverTests : IDisposable
{
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(20);

    private readonly FakeClock _clock = new();
    private readonly FakeRing _ring = new(16);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CountingLogger _log = new();
    private readonly LedRingObserver _observer;
    private int _eventsRead;

    public LedRingObserverTests()
    {
        LedRingOptions options = new();
        _observer = new LedRingObserver(new LedRings([_ring], null), options, new LedControl(options), _clock, _log);
    }

    [Fact]
    public async Task Fifty_frames_a_second_reach_the_ring_and_it_is_dark_at_the_end()
    {
        Task observing = ObserveAsync();
        for (int i = 0; i < 50; i++)
            await NextFrameAsync();
        Assert.Equal(50, _ring.Frames.Length);
        Assert.True(_ring.Frames.Select(frame => string.Join(' ', frame)).Distinct().Count() > 40);
        await EndAsync(observing);
        Assert.All(_ring.Frames[^1], led => Assert.Equal(default, led));
        Assert.Equal(0, _observer.DroppedFrames);
    }

    [Fact]
    public async Task A_slow_ring_loses_frames_which_are_counted_and_no_event_waits()
    {
        Task observing = ObserveAsync();
        await NextFrameAsync();
        _ring.Free.Reset();
        await NextFrameAsync();
        _clock.Advance(10 * s_frame); // the ring is still busy with the second frame
        Assert.Equal(3, _eventsRead);
        _ring.Free.Set();
        await _ring.FrameAsync();
        await EndAsync(observing);
        Assert.Equal(9, _observer.DroppedFrames);
        Assert.Equal(3, _observer.ShownFrames);
    }

    [Fact]
    public async Task A_ring_that_hangs_for_good_does_not_keep_the_daemon_from_stopping()
    {
        Task observing = ObserveAsync();
        _ring.Free.Reset();
        await NextFrameAsync();
        await EndAsync(observing);
        _ring.Free.Set();
    }

    [Fact]
    public async Task A_ring_that_fails_is_tried_less_and_less_often_and_logged_once()
    {
        _ring.Failure = new IOException("The bus is gone.");
        Task observing = ObserveAsync();
        await NextFrameAsync();
        await NextFrameAsync(TimeSpan.FromSeconds(1));
        await NextFrameAsync(TimeSpan.FromSeconds(2));
        _ring.Failure = null;
        await NextFrameAsync(TimeSpan.FromSeconds(4));
        await NextFrameAsync();
        await EndAsync(observing);
        Assert.Equal(["Warning", "Information"], _log.Levels);
        Assert.Equal(3 + 2 + 1, _ring.Frames.Length);
    }

    [Fact]
    public void An_unchanged_frame_is_sent_once_a_second()
    {
        RingOutput output = new(_ring, _log);
        Rgb[] still = new Rgb[16];
        for (int i = 0; i < 150; i++)
            Assert.True(output.Show(still, i * s_frame));
        Assert.Equal(3, _ring.Frames.Length);
    }

    [Fact]
    public async Task Without_a_ring_there_is_nothing_to_do()
    {
        LedRingOptions options = new() { Ring = LedRingKind.None };
        LedRingObserver none = new(LedRings.Create(options, new Ws28xxOptions(), onTerminal: true, NullLogger<LedRings>.Instance), options, new LedControl(options), _clock, _log);
        await none.ObserveAsync(Events(ConversationState.Listening), TestContext.Current.CancellationToken);
        Assert.Equal(0, _clock.PendingTimers);
    }

    [Theory]
    [InlineData(LedRingKind.Auto, true, 1)]
    [InlineData(LedRingKind.Auto, false, 0)]
    [InlineData(LedRingKind.Terminal, false, 1)]
    [InlineData(LedRingKind.None, true, 0)]
    public void The_settings_choose_the_rings(LedRingKind kind, bool onTerminal, int rings) =>
        Assert.Equal(rings, LedRings.Create(new LedRingOptions { Ring = kind }, new Ws28xxOptions(), onTerminal, NullLogger<LedRings>.Instance).All.Count);

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void A_wired_ring_that_is_not_there_is_told_once_and_is_off(bool onTerminal, int others)
    {
        LogLines<LedRings> log = new();

        using LedRings rings = LedRings.Create(new LedRingOptions { Ring = LedRingKind.Ws2812 }, new Ws28xxOptions { Bus = 250, ChipSelect = 7 }, onTerminal, log);

        Assert.Equal(others, rings.All.Count);
        (LogLevel level, string text) = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.StartsWith("The LED ring is off, all else works: There is no LED ring at /dev/spidev250.7:", text, StringComparison.Ordinal);
    }

    public void Dispose() => _ring.Dispose();

    private Task ObserveAsync() => _observer.ObserveAsync(Events(ConversationState.Thinking), TestContext.Current.CancellationToken);

    private async IAsyncEnumerable<ConversationEvent> Events(ConversationState state)
    {
        _eventsRead++;
        yield return new StateChanged(state);
        _eventsRead++;
        yield return new SoundHeard(-30, 1);
        _eventsRead++;
        await _end.Task;
    }

    private async Task NextFrameAsync(TimeSpan? after = null)
    {
        _clock.Advance(after ?? s_frame);
        await _ring.FrameAsync();
    }

    private async Task EndAsync(Task observing)
    {
        _end.TrySetResult();
        await observing;
    }

    private sealed class CountingLogger : ILogger<LedRingObserver>
    {
        public List<string> Levels { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Levels.Add(logLevel.ToString());
    }
}
