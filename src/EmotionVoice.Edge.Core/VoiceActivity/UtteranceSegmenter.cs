using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Endpointing;

namespace EmotionVoice.Edge.Core.VoiceActivity;

/// <summary>
/// Cuts a stream of frames into utterances: hysteresis on the speech probability, pre-roll, longest utterance.
/// Pure (audio time only). Used only by the listening loop.
/// </summary>
public sealed class UtteranceSegmenter(VoiceActivityOptions options, IEndpointer endpointer)
{
    private readonly int _onsetFrames = Math.Max(1, Frames(options.Onset));
    private readonly int _preRollFrames = Frames(options.PreRoll);
    private readonly long _maxSamples = AudioFormat.Samples(options.MaxUtterance);

    // Frames from before the onset; once speaking, the utterance itself.
    private readonly Queue<AudioFrame> _before = new();
    private readonly List<AudioFrame> _frames = [];

    private bool _speaking;
    private bool _paused;
    private int _inARow;
    private long _speechSamples;
    private long _speechEnd;

    /// <summary>True from the onset to the end of an utterance.</summary>
    public bool InUtterance => _speaking;

    /// <summary>Takes the next frame with its speech probability.</summary>
    public SpeechSignal Push(in AudioFrame frame, float speechProbability)
    {
        if (!_speaking)
            return Wait(frame, speechProbability);

        _frames.Add(frame);
        bool speech = speechProbability >= (_paused ? options.OnsetThreshold : options.ReleaseThreshold);
        if (speech)
        {
            _speechSamples += frame.Samples.Length;
            _speechEnd = frame.End;
        }

        if (frame.End - _frames[0].Start >= _maxSamples)
            return End(UtteranceEnd.TooLong);

        if (speech == !_paused)
            return _paused && IsTurnOver(frame) ? End(UtteranceEnd.TurnOver) : default;

        _paused = !speech;
        if (!_paused)
            return new SpeechSignal(SpeechSignalKind.Resumed, frame.Start);
        return IsTurnOver(frame) ? End(UtteranceEnd.TurnOver) : new SpeechSignal(SpeechSignalKind.Paused, _speechEnd);
    }

    /// <summary>The source ended: what was being said is complete.</summary>
    public SpeechSignal Finish() => _speaking ? End(UtteranceEnd.EndOfSound) : default;

    /// <summary>Forgets an unfinished utterance and the pre-roll.</summary>
    public void Reset()
    {
        _speaking = _paused = false;
        _inARow = 0;
        _speechSamples = 0;
        _before.Clear();
        _frames.Clear();
    }

    private SpeechSignal Wait(in AudioFrame frame, float speechProbability)
    {
        _before.Enqueue(frame);
        _inARow = speechProbability >= options.OnsetThreshold ? _inARow + 1 : 0;
        if (_inARow < _onsetFrames)
        {
            while (_before.Count > _preRollFrames + _onsetFrames)
                _before.Dequeue();
            return default;
        }

        _frames.AddRange(_before);
        _before.Clear();
        _speaking = true;
        _speechSamples = (long)_inARow * AudioFormat.FrameSamples;
        _speechEnd = frame.End;
        return new SpeechSignal(SpeechSignalKind.Started, frame.End - _speechSamples);
    }

    private bool IsTurnOver(in AudioFrame frame) =>
        endpointer.IsTurnOver(new EndpointSituation(AudioFormat.Duration(_speechSamples), AudioFormat.Duration(frame.End - _speechEnd)));

    private SpeechSignal End(UtteranceEnd reason)
    {
        long at = _speechEnd;
        Utterance utterance = new(
            Join(_frames),
            _frames[0].Start,
            AudioFormat.Duration(_speechSamples),
            AudioFormat.Duration(_frames[^1].End - _speechEnd),
            reason);
        Reset();
        return utterance.Speech < options.MinSpeech
            ? new SpeechSignal(SpeechSignalKind.Discarded, at)
            : new SpeechSignal(SpeechSignalKind.Ended, at, utterance);
    }

    private static float[] Join(List<AudioFrame> frames)
    {
        float[] samples = new float[frames.Sum(frame => frame.Samples.Length)];
        int offset = 0;
        foreach (AudioFrame frame in frames)
        {
            frame.Samples.CopyTo(samples.AsMemory(offset));
            offset += frame.Samples.Length;
        }

        return samples;
    }

    private static int Frames(TimeSpan duration) => (int)Math.Ceiling(duration / AudioFormat.FrameDuration);
}
