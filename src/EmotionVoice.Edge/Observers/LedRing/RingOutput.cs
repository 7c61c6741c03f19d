using EmotionVoice.Edge.Core.Led;
using Microsoft.Extensions.Logging;

namespace EmotionVoice.Edge.Observers.LedRing;

/// <summary>One ring that may fail. Used only by the ring's thread.</summary>
internal sealed class RingOutput(ILedRing ring, ILogger log)
{
    // LEDs keep their colour, but a disturbed frame would stay for good.
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);

    private readonly Rgb[] _last = new Rgb[ring.Count];
    private TimeSpan? _shownAt;
    private TimeSpan _pause;
    private TimeSpan _tryAt;

    /// <summary>Shows a frame, unless it is shown already or the ring has just failed.</summary>
    /// <param name="frame">[LEDs of the ring]</param>
    /// <param name="now">On the clock that the observer uses.</param>
    /// <returns>False when the frame was lost.</returns>
    public bool Show(ReadOnlySpan<Rgb> frame, TimeSpan now)
    {
        if (_pause > TimeSpan.Zero && now < _tryAt)
            return false;
        if (_shownAt is { } at && now - at < s_refresh && frame.SequenceEqual(_last))
            return true;
        try
        {
            ring.Show(frame);
        }
        catch (Exception e)
        {
            Fail(e, now);
            return false;
        }

        if (_pause > TimeSpan.Zero)
            log.RingBack();
        _pause = TimeSpan.Zero;
        _shownAt = now;
        frame.CopyTo(_last);
        return true;
    }

    private void Fail(Exception e, TimeSpan now)
    {
        if (_pause == TimeSpan.Zero)
            log.RingLost(e.Message);
        _pause = _pause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : 2 * _pause;
        if (_pause > s_longestPause)
            _pause = s_longestPause;
        _tryAt = now + _pause;
        _shownAt = null;
    }
}
