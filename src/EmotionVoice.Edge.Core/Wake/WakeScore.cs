using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Wake;

/// <summary>
/// From a stream of scores to wakes. A word lifts several scores in a row and a noise often only one, so two of three
/// consecutive scores have to reach the threshold. Pure (audio time only).
/// </summary>
public sealed class WakeScore(WakeOptions options)
{
    private readonly float _threshold = (float)options.Threshold;
    private readonly long _refractorySamples = AudioFormat.Samples(options.Refractory);

    // The two scores before the newest; 0 when there is none that counts.
    private (float Score, long At) _previous;
    private (float Score, long At) _beforeThat;
    private long _silentUntil = long.MinValue;

    /// <param name="score">The newest score, in [0, 1].</param>
    /// <param name="at">Audio time up to which it knows the sound.</param>
    /// <returns>The best of the scores, and when the first of them came.</returns>
    public (float Score, long FirstAt)? Push(float score, long at)
    {
        if (at < _silentUntil)
            return null;
        (float Score, long At) newest = (score, at);
        (float Score, long At) other = _beforeThat.Score >= _threshold ? _beforeThat : _previous;
        _beforeThat = _previous;
        _previous = newest;
        if (score < _threshold || other.Score < _threshold)
            return null;
        Reset();
        _silentUntil = at + _refractorySamples;
        return (Math.Max(score, other.Score), other.At);
    }

    /// <summary>Forgets earlier scores and the refractory time.</summary>
    public void Reset()
    {
        _previous = _beforeThat = default;
        _silentUntil = long.MinValue;
    }
}
