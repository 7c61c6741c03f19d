using EmotionVoice.Edge.Core.Control;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;

namespace EmotionVoice.Edge.Core.Led;

/// <summary>
/// From what happens to what is shown: which motion, which colour, and the way from one to the next. Times are passed in,
/// on any steady clock. Used by one thread at a time.
/// </summary>
public sealed class RingDirector
{
    // Meters come ten times a second; without them for this long it is quiet.
    private static readonly TimeSpan s_levelAge = TimeSpan.FromMilliseconds(300);

    private readonly LedRingOptions _options;
    private readonly Loudness _loudness = new();
    private readonly LinearRgb[] _shown;
    private readonly LinearRgb[] _before;
    private readonly HashSet<string> _lostDevices = [];
    private readonly LinearRgb _neutral;
    private TintFade _tint;
    private RingState _state = RingState.Starting;
    private RingState _drawn = RingState.Starting;
    private TimeSpan _drawnSince;
    private TimeSpan _drawnAt;
    private TimeSpan? _emotionAt;
    private TimeSpan? _failedAt;
    private (float Value, TimeSpan At) _input, _output;
    private float _readiness;
    private bool _muted;

    public RingDirector(LedRingOptions options)
    {
        _options = options;
        _shown = new LinearRgb[options.Count];
        _before = new LinearRgb[options.Count];
        _neutral = RingPalette.Tint(options.Palette, EmotionLabel.Neutral, 1);
        _tint = new TintFade(_neutral, _neutral, TimeSpan.Zero, TimeSpan.Zero);
    }

    /// <summary>Takes in an event.</summary>
    public void Apply(ConversationEvent happened, TimeSpan now)
    {
        switch (happened)
        {
            case StateChanged changed:
                _state = RingStates.Of(changed.State);
                break;
            case ControlChanged changed:
                _muted = changed.State.Muted;
                break;
            case ReadinessChanged readiness:
                _readiness = readiness.Share;
                break;
            case SoundHeard sound:
                _input = (Loudness.Of(sound.RmsDb), now);
                break;
            case SpeakingLevel level:
                _output = (Loudness.Of(level.RmsDb), now);
                break;
            case EmotionReady ready:
                _tint = _tint.Towards(RingPalette.Tint(_options.Palette, ready.Emotion.Label, ready.Emotion.Confidence), now, _options.EmotionFade);
                _emotionAt = now;
                break;
            case TurnFailed:
                _failedAt = now;
                break;
            case DeviceLost lost:
                _lostDevices.Add(lost.Device);
                break;
            case DeviceReady ready:
                _lostDevices.Remove(ready.Device);
                break;
        }
    }

    /// <summary>The frame of this moment.</summary>
    /// <param name="now">Never earlier than the call before.</param>
    /// <param name="frame">[<see cref="LedRingOptions.Count"/>]</param>
    public void Draw(TimeSpan now, Span<LinearRgb> frame)
    {
        RingState state = ShownState(now);
        if (state != _drawn)
        {
            _shown.CopyTo(_before, 0);
            _drawn = state;
            _drawnSince = now;
        }

        if (_emotionAt is { } since && now - since > _options.EmotionHold && state is RingState.Idle or RingState.Listening)
        {
            _tint = _tint.Towards(_neutral, now, _options.EmotionFade);
            _emotionAt = null;
        }

        (float Value, TimeSpan At) level = state == RingState.Speaking ? _output : _input;
        _loudness.Follow(now - level.At > s_levelAge ? 0 : level.Value, now - _drawnAt);
        _drawnAt = now;

        RingAnimation.Draw(new RingScene(state, now - _drawnSince, _tint.At(now), _loudness.Value, _readiness), now, _shown);
        float share = TintFade.Share(_drawnSince, _options.StateFade, now);
        for (int i = 0; i < _shown.Length; i++)
            frame[i] = _shown[i] = LinearRgb.Mix(_before[i], _shown[i], share);
    }

    // Whether the microphone is on comes before all else; what went wrong comes before what goes on.
    private RingState ShownState(TimeSpan now)
    {
        if (_muted)
            return RingState.Muted;
        bool failed = _failedAt is { } at && now - at < _options.ErrorHold;
        return failed || _lostDevices.Count > 0 ? RingState.Error : _state;
    }
}
