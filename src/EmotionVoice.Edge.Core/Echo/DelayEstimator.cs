using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Echo;

/// <summary>
/// How much later the microphone hears what was played: the peak of the cross-correlation with phase transform
/// (C. H. Knapp and G. C. Carter, "The generalized correlation method for estimation of time delay", 1976), averaged over
/// windows. Pure.
/// </summary>
public sealed class DelayEstimator
{
    /// <summary>Samples of the microphone that are compared at a time.</summary>
    public const int Window = 8_192;

    /// <summary>Shortest delay looked for. Below zero, for the two sounds are brought together only to within a buffer.</summary>
    public const int Least = -1_600;

    /// <summary>Longest delay looked for: 900 ms, buffers of a sound server included.</summary>
    public const int Most = 14_400;

    /// <summary>Samples of played sound that belong to a window: from <see cref="Most"/> before its first sample to <see cref="Least"/> after its last.</summary>
    public const int PlayedWindow = Window + Most - Least;

    private const int Length = 32_768;
    private const float Memory = 0.75f;

    // By chance the highest of so many lags stands at four times their mean square.
    private const float LeastPeak = 7;
    private const int Near = 24;
    private const int SureAfter = 2;
    private const float QuietDbfs = -60;

    // Where voices and small loudspeakers have energy: 150 Hz to 7 kHz.
    private const int LowBin = 150 * Length / AudioFormat.SampleRateHz;
    private const int HighBin = 7_000 * Length / AudioFormat.SampleRateHz;

    private readonly ComplexFft _fft = new(Length);
    private readonly float[] _re = new float[Length];
    private readonly float[] _im = new float[Length];
    private readonly float[] _crossRe = new float[Length / 2];
    private readonly float[] _crossIm = new float[Length / 2];
    private int _candidate;
    private int _agreed;

    /// <summary>How far the last peak stood out of all lags; from 7 on it counts.</summary>
    public float Peak { get; private set; }

    /// <summary>Compares a window.</summary>
    /// <param name="recorded">[<see cref="Window"/>].</param>
    /// <param name="played">[<see cref="PlayedWindow"/>].</param>
    /// <param name="delay">In samples, from <see cref="Least"/> to <see cref="Most"/>.</param>
    /// <returns>False when nothing was played, or the delay isn't sure.</returns>
    public bool TryEstimate(ReadOnlySpan<float> recorded, ReadOnlySpan<float> played, out int delay)
    {
        delay = 0;
        if (Level.RmsDbfs(played) < QuietDbfs || Level.RmsDbfs(recorded) < Level.SilenceDbfs / 2 - 20)
            return false;
        Accumulate(recorded, played);
        int found = FindPeak();
        bool stands = Peak >= LeastPeak;
        _agreed = !stands ? 0 : Math.Abs(found - _candidate) <= Near ? _agreed + 1 : 1;
        _candidate = found;
        delay = found;
        return _agreed >= SureAfter;
    }

    /// <summary>Forgets what was compared.</summary>
    public void Reset()
    {
        Array.Clear(_crossRe);
        Array.Clear(_crossIm);
        _agreed = 0;
    }

    // Both real sounds go through one transform: z = played + i·recorded.
    private void Accumulate(ReadOnlySpan<float> recorded, ReadOnlySpan<float> played)
    {
        played.CopyTo(_re);
        _re.AsSpan(played.Length).Clear();
        recorded.CopyTo(_im);
        _im.AsSpan(recorded.Length).Clear();
        _fft.Transform(_re, _im);
        for (int k = LowBin; k < HighBin; k++)
        {
            int mirror = Length - k;
            float playedRe = _re[k] + _re[mirror], playedIm = _im[k] - _im[mirror];
            float recordedRe = _im[k] + _im[mirror], recordedIm = _re[mirror] - _re[k];
            float re = playedRe * recordedRe + playedIm * recordedIm;
            float im = playedIm * recordedRe - playedRe * recordedIm;
            float size = MathF.Sqrt(re * re + im * im) + 1e-12f;
            _crossRe[k] = Memory * _crossRe[k] + re / size;
            _crossIm[k] = Memory * _crossIm[k] + im / size;
        }
    }

    // recorded[n] is compared with played[n + shift]; a shift of Most is a delay of zero.
    private int FindPeak()
    {
        Array.Clear(_re);
        Array.Clear(_im);
        for (int k = LowBin; k < HighBin; k++)
        {
            // The inverse transform by swapped parts; a real result needs the mirrored half too.
            (_im[k], _re[k]) = (_crossRe[k], _crossIm[k]);
            (_im[Length - k], _re[Length - k]) = (_crossRe[k], -_crossIm[k]);
        }

        _fft.Transform(_re, _im);
        int best = 0;
        double energy = 0;
        const int shifts = Most - Least + 1;
        for (int shift = 0; shift < shifts; shift++)
        {
            float value = _im[shift];
            energy += value * value;
            if (Math.Abs(value) > Math.Abs(_im[best]))
                best = shift;
        }

        Peak = (float)(Math.Abs(_im[best]) / Math.Sqrt(energy / shifts + 1e-12));
        return Most - best;
    }
}
