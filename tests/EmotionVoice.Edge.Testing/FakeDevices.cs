using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Testing;

/// <summary>Plays given frames.</summary>
/// <param name="frames">What it hears.</param>
/// <param name="isLive">Whether sound goes on while nobody listens.</param>
/// <param name="before">Runs before each frame: what would happen in the time between two frames of a real microphone.</param>
public sealed class FakeMicrophone(IEnumerable<AudioFrame> frames, bool isLive = false, Func<AudioFrame, Task>? before = null) : IMicrophone
{
    public string Name => "fake microphone";

    public bool IsLive => isLive;

    public bool InRealTime => isLive || before is not null;

    public long DroppedFrames => 0;

    public async IAsyncEnumerable<AudioFrame> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (AudioFrame frame in frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await (before?.Invoke(frame) ?? Task.CompletedTask);
            await Task.Yield();
            yield return frame;
        }
    }
}

/// <summary>Sound that is loud enough is speech.</summary>
public sealed class LoudnessDetector : IVoiceActivityDetector
{
    public int Resets { get; private set; }

    public float SpeechProbability(in AudioFrame frame) => Level.RmsDbfs(frame.Samples.Span) > -40 ? 1 : 0;

    public void Reset() => Resets++;

    public void Dispose()
    {
    }
}

/// <summary>Keeps what it is given; it counts as heard at once, or when a test says so.</summary>
public sealed class FakeSpeaker(int sampleRateHz = 22_050, bool hearAtOnce = true) : ISpeaker
{
    private readonly List<float> _samples = [];
    private readonly TaskCompletionSource _draining = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _heardAll = new();

    public string Name => "fake speaker";

    public int SampleRateHz => sampleRateHz;

    public long EnqueuedSamples { get; private set; }

    public long HeardSamples { get; private set; }

    /// <summary>Completes when somebody waits for the end of what was queued.</summary>
    public Task Draining => _draining.Task;

    public IReadOnlyList<float> Samples => _samples;

    public Exception? Failure { get; set; }

    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask EnqueueAsync(ReadOnlyMemory<float> samples, CancellationToken cancellationToken)
    {
        if (Failure is not null)
            throw Failure;
        _samples.AddRange(samples.Span);
        EnqueuedSamples += samples.Length;
        if (hearAtOnce)
            HeardSamples = EnqueuedSamples;
        return ValueTask.CompletedTask;
    }

    public Task DrainAsync(CancellationToken cancellationToken)
    {
        Task heard = HeardSamples == EnqueuedSamples ? Task.CompletedTask : _heardAll.Task.WaitAsync(cancellationToken);
        _draining.TrySetResult();
        return heard;
    }

    public void HearUntil(long position) => HeardSamples = position;

    public void HearAll()
    {
        HeardSamples = EnqueuedSamples;
        _heardAll.TrySetResult();
        _heardAll = new TaskCompletionSource();
    }

    /// <summary>Whether it is silent for the moment.</summary>
    public bool IsHeld { get; private set; }

    public int Holds { get; private set; }

    public void Hold(TimeSpan fade)
    {
        IsHeld = true;
        Holds++;
    }

    public void Release() => IsHeld = false;

    /// <summary>A fade of no length.</summary>
    public void Silence(TimeSpan fade)
    {
        IsHeld = false;
        EnqueuedSamples = HeardSamples;
        HearAll();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
