using EmotionVoice.Edge.Core.Playback;

namespace EmotionVoice.Edge.Api.Speech;

/// <summary>Keeps what is spoken, for who asked from elsewhere. To the turn, all of it is heard at once. One thread at a time.</summary>
internal sealed class MemorySpeaker(int sampleRateHz) : ISpeaker
{
    private readonly List<float> _samples = [];

    public string Name => "memory";

    public int SampleRateHz => sampleRateHz;

    public long EnqueuedSamples => _samples.Count;

    public long HeardSamples => _samples.Count;

    /// <summary>All that was spoken.</summary>
    public float[] Samples => [.. _samples];

    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask EnqueueAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _samples.AddRange(samples.Span);
        return ValueTask.CompletedTask;
    }

    public Task DrainAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Nothing waits to be heard that could be silenced or held.
    public void Silence(TimeSpan fade)
    {
    }

    public void Hold(TimeSpan fade)
    {
    }

    public void Release()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
