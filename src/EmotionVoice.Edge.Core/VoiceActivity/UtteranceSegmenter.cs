using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Endpointing;

namespace EmotionVoice.Edge.Core.VoiceActivity;

/// <summary>
/// Cuts a stream of frames into utterances: hysteresis on the speech probability, pre-roll, longest utterance.
/// Pure (audio time only). Used only by the listening loop.
/// </summary>
/// <param name="options">When sound counts as speech.</param>
/// <param name="endpointer">When a silence ends the utterance.</param>
/// <param name="pauses">What is known of the speaker; null where nothing is learnt.</param>
/// <param name="words">What is being said, as far as it is known; null where nobody writes it down meanwhile.</param>
public sealed class UtteranceSegmenter(VoiceActivityOptions options, IEndpointer endpointer, SpeakerPauses? pauses = null, IWordsSoFar? words = null)
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
    private long? _turnEnd;
    private float? _pitchSlope;

    /// <summary>True from the onset to the end of an utterance.</summary>
    public bool InUtterance => _speaking;

    /// <summary>Whether what was said so far is long enough for an utterance.</summary>
    public bool IsUtterance => _speaking && AudioFormat.Duration(_speechSamples) >= options.MinSpeech;

    /// <summary>Silence since the speaker paused; zero while he speaks, and outside an utterance.</summary>
    public TimeSpan Silence => _speaking && _paused ? AudioFormat.Duration(_frames[^1].End - _speechEnd) : TimeSpan.Zero;

    /// <summary>The utterance as it would be if the turn were over now. Only while <see cref="InUtterance"/>.</summary>
    public Utterance SoFar => Take(UtteranceEnd.TurnOver);

    /// <summary>Takes the next frame with its speech probability.</summary>
    public SpeechSignal Push(in AudioFrame frame, float speechProbability)
    {
        if (!_speaking)
            return Wait(frame, speechProbability);

        _frames.Add(frame);
        long before = _speechEnd;
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
        {
            pauses?.Add(AudioFormat.Duration(frame.Start - before));
            return new SpeechSignal(SpeechSignalKind.Resumed, frame.Start);
        }

        _pitchSlope = PitchSlope();
        return IsTurnOver(frame) ? End(UtteranceEnd.TurnOver) : new SpeechSignal(SpeechSignalKind.Paused, _speechEnd);
    }

    /// <summary>The turn has been answered: who speaks now begins something new and didn't only pause.</summary>
    public void Answered() => _turnEnd = null;

    /// <summary>The source ended: what was being said is complete.</summary>
    public SpeechSignal Finish() => _speaking ? End(UtteranceEnd.EndOfSound) : default;

    /// <summary>Forgets an unfinished utterance and the pre-roll.</summary>
    public void Reset()
    {
        _turnEnd = null;
        Clear();
    }

    private void Clear()
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
        long onset = frame.End - _speechSamples;
        // Who goes on so soon had only paused: the turn was ended too early, and that is worth knowing.
        if (_turnEnd is { } end)
            pauses?.Add(AudioFormat.Duration(onset - end));
        _turnEnd = null;
        return new SpeechSignal(SpeechSignalKind.Started, onset);
    }

    private bool IsTurnOver(in AudioFrame frame)
    {
        PartialWords? known = words?.UpTo(_speechEnd);
        return endpointer.IsTurnOver(new EndpointSituation(AudioFormat.Duration(_speechSamples), AudioFormat.Duration(frame.End - _speechEnd))
        {
            Pauses = pauses?.Statistics,
            Known = known is null ? WordsKnown.No : known.Text is null ? WordsKnown.Soon : WordsKnown.Yes,
            Words = known?.Text,
            Language = known?.Language,
            PitchSlope = _pitchSlope,
        });
    }

    private SpeechSignal End(UtteranceEnd reason)
    {
        long at = _speechEnd;
        Utterance utterance = Take(reason);
        Clear();
        _turnEnd = reason == UtteranceEnd.TurnOver ? at : null;
        return utterance.Speech < options.MinSpeech
            ? new SpeechSignal(SpeechSignalKind.Discarded, at)
            : new SpeechSignal(SpeechSignalKind.Ended, at, utterance);
    }

    private Utterance Take(UtteranceEnd reason) => new(
        AudioFrame.Join(_frames),
        _frames[0].Start,
        AudioFormat.Duration(_speechSamples),
        AudioFormat.Duration(_frames[^1].End - _speechEnd),
        reason);

    // Once a pause: a few dozen frames of pitch.
    private float? PitchSlope()
    {
        int frames = Math.Min(_frames.Count, Frames(PitchEnding.Window) + 1);
        return PitchEnding.Slope(AudioFrame.Join(_frames[^frames..^1]));
    }

    private static int Frames(TimeSpan duration) => (int)Math.Ceiling(duration / AudioFormat.FrameDuration);
}
