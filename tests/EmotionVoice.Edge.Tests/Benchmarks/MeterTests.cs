using EmotionVoice.Edge.Benchmarks;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Testing;
using Microsoft.Extensions.AI;

namespace EmotionVoice.Edge.Tests.Benchmarks;

public sealed class MeterTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void ARealTimeFactorIsWorkByTheSoundWorkedOn()
    {
        EngineMeter meter = new(_clock);
        Assert.Null(meter.RealTimeFactor);

        long start = meter.Start();
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        meter.Add(start, 2 * AudioFormat.SampleRateHz);

        Assert.Equal(0.25, meter.RealTimeFactor);
    }

    [Fact]
    public async Task TheTimeInWhichAVoiceWaitsToBeHeardIsNotItsWork()
    {
        EngineMeter meter = new(_clock);
        await using MeteredSynthesizer voice = new(new FakeSynthesizer(), meter);

        await foreach (SpeechAudio _ in voice.SynthesizeAsync(new SpeechRequest("Hello.", "en"), TestContext.Current.CancellationToken))
            _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(0, meter.RealTimeFactor);
    }

    [Fact]
    public async Task TokensAreCountedFromTheFirstOneOn()
    {
        TokenMeter meter = new(_clock);
        using MeteredChat chat = new(new CountingChat(_clock), meter);

        await foreach (ChatResponseUpdate _ in chat.GetStreamingResponseAsync([], cancellationToken: TestContext.Current.CancellationToken))
        {
        }

        // 5 tokens: one at once, four in 200 ms.
        Assert.Equal(20, meter.TokensPerSecond);
    }

    private sealed class CountingChat(FakeClock clock) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            clock.Advance(TimeSpan.FromSeconds(3)); // the prompt
            for (int i = 0; i < 5; i++)
            {
                if (i > 0)
                    clock.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Yield();
                yield return new ChatResponseUpdate(ChatRole.Assistant, "word ");
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { OutputTokenCount = 5 })]);
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
