using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Endpointing;
using EmotionVoice.Edge.Core.VoiceActivity;

namespace EmotionVoice.Edge.Api.Sockets;

/// <summary>Speech began or stopped.</summary>
/// <param name="Speech">True when it began.</param>
/// <param name="At">Audio time, in samples since the last reset.</param>
internal readonly record struct SpeechChange(bool Speech, long At);

/// <summary>Makes detectors of speech: each remembers what it heard, so every stream has its own.</summary>
internal sealed record SpeechDetectors(Func<IVoiceActivityDetector> Create);

/// <summary>
/// Tells when somebody speaks in sound that comes in pieces of any length. Speech has stopped after half a second
/// without; less is a pause between words. One thread at a time.
/// </summary>
/// <param name="detector">Owned.</param>
/// <param name="options">When sound counts as speech.</param>
internal sealed class SpeechWatch(IVoiceActivityDetector detector, VoiceActivityOptions options) : IDisposable
{
    private readonly UtteranceSegmenter _segmenter = new(options, new FixedEndpointer(new EndpointingOptions { Silence = TimeSpan.FromSeconds(0.5) }));
    private float[] _frame = new float[AudioFormat.FrameSamples];
    private int _filled;
    private long _start;

    public bool IsSpeech => _segmenter.InUtterance;

    /// <summary>Takes the next samples, mono at 16 kHz, and gives the changes in them.</summary>
    public List<SpeechChange> Push(ReadOnlySpan<float> samples)
    {
        List<SpeechChange> changes = [];
        while (!samples.IsEmpty)
        {
            int part = Math.Min(samples.Length, _frame.Length - _filled);
            samples[..part].CopyTo(_frame.AsSpan(_filled));
            samples = samples[part..];
            _filled += part;
            if (_filled < _frame.Length)
                break;
            AudioFrame frame = new(_frame, _start);
            Add(changes, _segmenter.Push(frame, detector.SpeechProbability(frame)));
            // The segmenter keeps the frame.
            _frame = new float[AudioFormat.FrameSamples];
            _start += _filled;
            _filled = 0;
        }

        return changes;
    }

    /// <summary>The sound ends here; what comes next is something new, from audio time 0.</summary>
    public List<SpeechChange> Finish()
    {
        List<SpeechChange> changes = [];
        Add(changes, _segmenter.Finish());
        _segmenter.Reset();
        detector.Reset();
        _filled = 0;
        _start = 0;
        return changes;
    }

    public void Dispose() => detector.Dispose();

    private static void Add(List<SpeechChange> changes, in SpeechSignal signal)
    {
        if (signal.Kind == SpeechSignalKind.Started)
            changes.Add(new SpeechChange(true, signal.At));
        else if (signal.Kind is SpeechSignalKind.Ended or SpeechSignalKind.Discarded)
            changes.Add(new SpeechChange(false, signal.At));
    }
}
