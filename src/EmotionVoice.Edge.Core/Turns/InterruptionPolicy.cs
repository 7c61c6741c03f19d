using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>What is to be done about speech into an answer.</summary>
public enum InterruptionStep
{
    None,

    /// <summary>Fall silent: somebody may want to say something.</summary>
    Hold,

    /// <summary>Find out whether words were said that mean to interrupt.</summary>
    Ask,

    /// <summary>It was none: go on.</summary>
    Resume,
}

/// <summary>
/// Tells interruptions from coughs, back-channels and noise: falls silent at once, then waits for enough speech and for
/// its words. Pure (audio time only); used only by the listening loop.
/// </summary>
public sealed class InterruptionPolicy(InterruptionOptions options)
{
    /// <summary>"And … could you": who stops after so short a sound may only draw breath, and must not be talked over then.</summary>
    private const int ShortPatience = 2;

    private TimeSpan _inARow;
    private TimeSpan _speech;
    private TimeSpan _silence;
    private TimeSpan _held;
    private bool _asked;      // about what was said so far
    private bool _waiting;    // for the words
    private bool _ignoring;   // until it is quiet: this sound has no words

    /// <summary>The device is silent because of it.</summary>
    public bool IsHolding { get; private set; }

    /// <summary>Takes the next frame.</summary>
    /// <param name="speech">Whether somebody else than the device speaks in it.</param>
    public InterruptionStep Hear(bool speech)
    {
        TimeSpan frame = AudioFormat.FrameDuration;
        _inARow = speech ? _inARow + frame : TimeSpan.Zero;
        _silence = speech ? TimeSpan.Zero : _silence + frame;
        if (!IsHolding)
            return Wait();
        _held += frame;
        if (speech)
        {
            _speech += frame;
            _asked &= _speech >= options.LongSpeech; // one look at a pause, one at length
        }

        if (_waiting)
            return InterruptionStep.None;
        if (_silence >= (_speech < options.MinSpeech ? ShortPatience * options.Pause : options.Pause) && (_speech < options.MinSpeech || _asked))
            return End();
        if (!_asked && _speech >= options.MinSpeech && (_silence >= options.Pause || _speech >= options.LongSpeech))
        {
            _asked = _waiting = true;
            return InterruptionStep.Ask;
        }

        if (_held < options.WordsWithin)
            return InterruptionStep.None;
        _ignoring = true;
        return End();
    }

    /// <summary>The words are known.</summary>
    /// <param name="meant">Whether they mean to interrupt.</param>
    public InterruptionStep Answer(bool meant)
    {
        _waiting = false;
        if (!IsHolding || meant)
        {
            Reset();
            return InterruptionStep.None;
        }

        return _silence >= options.Pause ? End() : InterruptionStep.None;
    }

    /// <summary>Nothing is being said any more that could be interrupted.</summary>
    public void Reset()
    {
        IsHolding = _asked = _waiting = _ignoring = false;
        _inARow = _speech = _held = TimeSpan.Zero;
    }

    private InterruptionStep Wait()
    {
        _ignoring &= _silence < options.Pause;
        if (_ignoring || _inARow < options.HoldAfter)
            return InterruptionStep.None;
        IsHolding = true;
        (_speech, _held) = (_inARow, TimeSpan.Zero);
        return InterruptionStep.Hold;
    }

    private InterruptionStep End()
    {
        IsHolding = _asked = false;
        _inARow = _speech = _held = TimeSpan.Zero;
        return InterruptionStep.Resume;
    }
}
