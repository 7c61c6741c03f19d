using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Playback;

namespace EmotionVoice.Edge.Devices.Simulated;

/// <summary>The loudspeaker of a <see cref="SimulatedRoom"/>, which empties the queue. Without latency of its own.</summary>
internal sealed class RoomSpeaker(PlayoutQueue queue) : ISpeaker
{
    private readonly Lock _counting = new(); // a fade either drops a whole sound or none of it
    private long _enqueued;

    public string Name => "the room's loudspeaker";

    public int SampleRateHz => queue.SampleRateHz;

    public long EnqueuedSamples => Volatile.Read(ref _enqueued);

    public long HeardSamples => queue.TakenSamples;

    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask EnqueueAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        int epoch;
        lock (_counting)
        {
            epoch = queue.Epoch;
            Volatile.Write(ref _enqueued, _enqueued + samples.Length);
        }

        return queue.EnqueueAsync(samples, epoch, cancellationToken);
    }

    public Task DrainAsync(CancellationToken cancellationToken) => queue.DrainedAsync(cancellationToken);

    public void Silence(TimeSpan fade)
    {
        lock (_counting)
            Volatile.Write(ref _enqueued, queue.FadeOutAndClear(fade));
    }

    public void Hold(TimeSpan fade) => queue.Hold(fade);

    public void Release() => queue.Release();

    // The room ends the queue: it is the room that plays.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
