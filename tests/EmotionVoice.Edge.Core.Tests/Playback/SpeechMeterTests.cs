using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Core.Tests.Playback;

public sealed class SpeechMeterTests
{
    private readonly FakeClock _clock = new();
    private readonly ConversationEvents _events = new();

    [Fact]
    public async Task Levels_come_when_the_sound_is_heard_not_when_it_is_queued()
    {
        FakeSpeaker speaker = new(1000, hearAtOnce: false);
        using SpeechMeter meter = new(speaker, _events, _clock);
        using ConversationEvents.Subscription seen = _events.Subscribe();
        SpeechFeed feed = new(speaker, meter);
        await feed.EnqueueAsync(Sound(0.5f, 200), TestContext.Current.CancellationToken);
        await feed.EnqueueAsync(Sound(0.05f, 200), TestContext.Current.CancellationToken);
        Assert.Equal(-6.02f, await NextAsync(seen), 0.1);
        Assert.Equal(-6.02f, await NextAsync(seen), 0.1); // nothing was heard in between
        speaker.HearAll();
        Assert.Equal(-120, await NextAsync(seen), 0.1);
        Assert.Equal(0, await CountAsync(seen, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task What_was_silenced_is_not_shown()
    {
        FakeSpeaker speaker = new(1000, hearAtOnce: false);
        using SpeechMeter meter = new(speaker, _events, _clock);
        using ConversationEvents.Subscription seen = _events.Subscribe();
        SpeechFeed feed = new(speaker, meter);
        await feed.EnqueueAsync(Sound(0.5f, 1000), TestContext.Current.CancellationToken);
        feed.Silence(TimeSpan.Zero);
        Assert.Equal(-120, await NextAsync(seen), 0.1);
        await feed.EnqueueAsync(Sound(0.5f, 100), TestContext.Current.CancellationToken);
        Assert.Equal(-6.02f, await NextAsync(seen), 0.1);
    }

    private static SpeechAudio Sound(float amplitude, int samples)
    {
        float[] sound = new float[samples];
        Array.Fill(sound, amplitude);
        return new SpeechAudio(sound, 1000);
    }

    private async Task<float> NextAsync(ConversationEvents.Subscription seen)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        await foreach (ConversationEvent happened in seen.ReadAllAsync(TestContext.Current.CancellationToken))
            return Assert.IsType<SpeakingLevel>(happened).RmsDb;
        throw new InvalidOperationException("No more events.");
    }

    private async Task<int> CountAsync(ConversationEvents.Subscription seen, TimeSpan time)
    {
        _clock.Advance(time);
        seen.Dispose();
        return await seen.ReadAllAsync(TestContext.Current.CancellationToken).CountAsync();
    }
}
