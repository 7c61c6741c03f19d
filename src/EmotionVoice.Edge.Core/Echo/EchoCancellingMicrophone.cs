using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Core.Playback;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Core.Echo;

/// <summary>
/// A microphone that doesn't hear the device's own voice, and says of each frame whether it does. It stands before
/// everything that judges sound. Played and recorded sound run in step sample by sample; where one of them began anew,
/// the delay between them is looked for again.
/// </summary>
public sealed class EchoCancellingMicrophone(IMicrophone inner, PlayedSound played, IEchoCanceller canceller, ILogger<EchoCancellingMicrophone> log) : IMicrophone
{
    /// <summary>The filter begins so much before the echo's strongest path: earlier ones, and a clock that drifts, fit in.</summary>
    public const int Lead = 160;

    /// <summary>The delay is looked for twice a second.</summary>
    private const int SearchFrames = 16;

    /// <summary>How often another delay must be found before it is believed: a hall has more than one strong path.</summary>
    private const int MovedAfter = 3;

    private readonly PlayedHistory _history = new(played);
    private readonly DelayEstimator _estimator = new();
    private readonly EchoGate _gate = new();
    private readonly float[] _recorded = new float[DelayEstimator.Window - DelayEstimator.Least];
    private readonly float[] _playedWindow = new float[DelayEstimator.PlayedWindow];
    private readonly float[] _playedFrame = new float[AudioFormat.FrameSamples];
    private long _offset;   // from audio time to positions in the history
    private long _next = -1;
    private int? _delay;
    private int _moved;
    private long _frames;

    public string Name => inner.Name;

    public bool IsLive => inner.IsLive;

    public bool InRealTime => inner.InRealTime;

    public long DroppedFrames => inner.DroppedFrames;

    /// <summary>From handing a sample to the loudspeaker until it is heard, as far as it is known; counted from where both sounds began.</summary>
    public TimeSpan? Delay => _delay is { } delay ? AudioFormat.Duration(delay) : null;

    /// <summary>How much less is left of the device's voice than was played, in dB.</summary>
    public float LossDb => _gate.ExpectedLossDb;

    public async IAsyncEnumerable<AudioFrame> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (AudioFrame frame in inner.ListenAsync(cancellationToken))
            yield return Process(frame);
    }

    private AudioFrame Process(in AudioFrame frame)
    {
        bool restarted = _history.Pull();
        if (restarted || frame.Start != _next)
            Anchor(frame.End);
        _next = frame.End;
        if (frame.Samples.Length != AudioFormat.FrameSamples)
            return frame;

        ReadOnlySpan<float> recorded = frame.Samples.Span;
        _recorded.AsSpan(recorded.Length).CopyTo(_recorded);
        recorded.CopyTo(_recorded.AsSpan(_recorded.Length - recorded.Length));
        if (++_frames % SearchFrames == 0)
            Search(frame.End);

        if (_delay is { } delay)
            _history.CopyTo(frame.Start + _offset - delay + Lead, _playedFrame);
        else
            Array.Clear(_playedFrame);
        float[] clean = new float[AudioFormat.FrameSamples]; // belongs to the frame
        canceller.Cancel(recorded, _playedFrame, clean);
        EchoVerdict verdict = _delay is null ? EchoVerdict.Unjudged : _gate.Judge(Level.RmsDbfs(_playedFrame), Level.RmsDbfs(clean));
        return frame with { Samples = clean, Echo = verdict };
    }

    // What was played by now is heard from now on; how much later is what Search finds.
    private void Anchor(long now)
    {
        _offset = _history.End - now;
        _frames = 0;
        Array.Clear(_recorded);
        _estimator.Reset();
        Forget();
        _delay = null;
    }

    private void Search(long now)
    {
        // The newest of the recorded sound is left out: with a delay below zero its played sound hasn't come yet.
        ReadOnlySpan<float> window = _recorded.AsSpan(0, DelayEstimator.Window);
        long first = now - _recorded.Length;
        _history.CopyTo(first + _offset - DelayEstimator.Most, _playedWindow);
        if (!_estimator.TryEstimate(window, _playedWindow, out int found))
            return;
        if (_delay is not { } known)
        {
            _delay = found;
            log.EchoFound(AudioFormat.Duration(found).TotalMilliseconds);
        }
        else if (found > known - Lead / 2 && found < known + canceller.TailSamples / 4)
        {
            _moved = 0;
        }
        else if (++_moved >= MovedAfter)
        {
            Forget();
            _delay = found;
            log.EchoMoved(AudioFormat.Duration(found).TotalMilliseconds);
        }
    }

    private void Forget()
    {
        _moved = 0;
        canceller.Reset();
        _gate.Reset();
    }
}
