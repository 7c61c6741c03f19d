namespace EmotionVoice.Edge.Core.Wake;

/// <summary>
/// From the edges of a bouncing contact to gestures. Pure: times come in with the edges. A level counts when it has
/// stayed for the debounce time, and it counts from the first edge of its burst, so that bouncing neither shortens nor
/// lengthens a hold, and a spike on a long wire means nothing.
/// </summary>
public sealed class ButtonGestures(ButtonOptions options)
{
    private enum Hold
    {
        /// <summary>Not held, or held since before anybody watched.</summary>
        None,
        Short,
        Muted,
        Forgot,
    }

    private readonly List<ButtonGesture> _told = [];
    private bool _level;
    private bool _settled;
    private TimeSpan? _lastEdge;
    private TimeSpan _burst;
    private TimeSpan _heldSince;
    private Hold _hold;

    /// <summary>When <see cref="Advance"/> has something to decide; null: not before the next edge.</summary>
    public TimeSpan? Due => (_lastEdge, _hold) switch
    {
        ({ } edge, _) => edge + options.Debounce,
        (null, Hold.Short) => _heldSince + options.MuteHold,
        (null, Hold.Muted) => _heldSince + options.ForgetHold,
        _ => null,
    };

    /// <summary>The level at the start. A button that is down already, stuck or held, means nothing until it is let go.</summary>
    public void Begin(bool down)
    {
        _level = _settled = down;
        _lastEdge = null;
        _hold = Hold.None;
    }

    /// <summary>The contact closed or opened. Times never run backwards.</summary>
    public IReadOnlyList<ButtonGesture> Edge(bool down, TimeSpan at)
    {
        IReadOnlyList<ButtonGesture> gestures = Advance(at);
        if (_lastEdge is null)
        {
            if (down == _settled)
                return gestures;
            _burst = at;
        }

        _level = down;
        _lastEdge = at;
        return gestures;
    }

    /// <summary>Decides what is due by now, in the order in which it happened, however late it is asked.</summary>
    public IReadOnlyList<ButtonGesture> Advance(TimeSpan now)
    {
        _told.Clear();
        while (Due <= now)
        {
            if (_lastEdge is not null)
                Settle();
            else
                HoldOn();
        }

        return _told.Count == 0 ? [] : [.. _told];
    }

    private void Settle()
    {
        _lastEdge = null;
        if (_level == _settled)
            return;
        _settled = _level;
        if (_settled)
        {
            _heldSince = _burst;
            _hold = Hold.Short;
            _told.Add(ButtonGesture.Pressed);
            return;
        }

        if (_hold == Hold.Short)
            _told.Add(ButtonGesture.ShortPress);
        _hold = Hold.None;
    }

    private void HoldOn()
    {
        _told.Add(ButtonGesture.MuteToggle);
        if (_hold == Hold.Muted)
            _told.Add(ButtonGesture.Forget);
        _hold++;
    }
}
