namespace EmotionVoice.Edge.Core.Playback;

/// <summary>One continuous playout queue. Knows what has been heard.</summary>
public interface ISpeaker : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Rate of the samples that <see cref="EnqueueAsync"/> takes.</summary>
    int SampleRateHz { get; }

    /// <summary>
    /// Position of the last sample that will be heard: samples handed in since the speaker was opened, without those that
    /// <see cref="Silence"/> dropped. It equals <see cref="HeardSamples"/> exactly when nothing is left to be heard.
    /// </summary>
    long EnqueuedSamples { get; }

    /// <summary>Samples that have left the loudspeaker since it was opened (device latency taken off).</summary>
    long HeardSamples { get; }

    /// <exception cref="Capture.AudioDeviceException">The device can't be opened.</exception>
    ValueTask OpenAsync(CancellationToken cancellationToken);

    /// <summary>Adds mono float32 samples; waits while the queue is full.</summary>
    /// <exception cref="Capture.AudioDeviceException">The device is lost.</exception>
    ValueTask EnqueueAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken);

    /// <summary>Completes when all that was enqueued has been heard.</summary>
    Task DrainAsync(CancellationToken cancellationToken);

    /// <summary>Fades out within <paramref name="fade"/> and drops what is left in the queue; <see cref="EnqueuedSamples"/> goes back to the end of the fade.</summary>
    void Silence(TimeSpan fade);

    /// <summary>Fades out within <paramref name="fade"/> and keeps what is left in the queue for <see cref="Release"/>. Any thread.</summary>
    void Hold(TimeSpan fade);

    /// <summary>
    /// Goes on after a <see cref="Hold"/>, at most 250 ms before where it fell silent, so that no word is lost;
    /// <see cref="HeardSamples"/> goes back by as much. Does nothing when nothing is held. Any thread.
    /// </summary>
    void Release();
}
