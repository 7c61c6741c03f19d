using System.Numerics;

namespace EmotionVoice.Edge.Core.Emotion.Acoustics;

/// <summary>
/// Power spectrum of a real frame whose length is a power of two: the even and odd samples go through one complex
/// transform of half the length (J. W. Cooley and J. W. Tukey, 1965; H. V. Sorensen et al., 1987). Allocates only when
/// constructed. Used by one thread at a time.
/// </summary>
internal sealed class RealFft
{
    private readonly int _half;
    private readonly Complex32[] _work;
    private readonly Complex32[] _twiddles; // [half] e^(-2πik / length)
    private readonly int[] _reversed;       // [half] bit-reversed indices

    public RealFft(int length)
    {
        if (!BitOperations.IsPow2(length) || length < 4)
            throw new ArgumentOutOfRangeException(nameof(length), length, "The length of a transform is a power of two from 4 on.");
        _half = length / 2;
        _work = new Complex32[_half];
        _twiddles = new Complex32[_half];
        _reversed = new int[_half];
        int bits = BitOperations.Log2((uint)_half);
        for (int i = 0; i < _half; i++)
        {
            (double sin, double cos) = Math.SinCos(-2 * Math.PI * i / length);
            _twiddles[i] = new Complex32((float)cos, (float)sin);
            for (int bit = 0; bit < bits; bit++)
                _reversed[i] |= ((i >> bit) & 1) << (bits - 1 - bit);
        }
    }

    /// <summary>Writes |X[k]|² for k from 0 to length / 2.</summary>
    /// <param name="frame">[length] samples.</param>
    /// <param name="power">[length / 2 + 1].</param>
    public void PowerSpectrum(ReadOnlySpan<float> frame, Span<float> power)
    {
        for (int i = 0; i < _half; i++)
            _work[_reversed[i]] = new Complex32(frame[2 * i], frame[2 * i + 1]);
        Transform();

        power[0] = Square(_work[0].Re + _work[0].Im);
        power[_half] = Square(_work[0].Re - _work[0].Im);
        for (int k = 1; k < _half; k++)
        {
            Complex32 a = _work[k], b = _work[_half - k], t = _twiddles[k];
            float evenRe = (a.Re + b.Re) / 2, evenIm = (a.Im - b.Im) / 2;
            float oddRe = (a.Im + b.Im) / 2, oddIm = (b.Re - a.Re) / 2;
            power[k] = Square(evenRe + t.Re * oddRe - t.Im * oddIm) + Square(evenIm + t.Re * oddIm + t.Im * oddRe);
        }
    }

    private void Transform()
    {
        for (int size = 1; size < _half; size *= 2)
        {
            int stride = _half / size; // twiddles are those of twice the length
            for (int start = 0; start < _half; start += 2 * size)
            {
                for (int k = 0; k < size; k++)
                {
                    Complex32 t = _twiddles[k * stride], low = _work[start + k], high = _work[start + k + size];
                    float re = high.Re * t.Re - high.Im * t.Im, im = high.Re * t.Im + high.Im * t.Re;
                    _work[start + k] = new Complex32(low.Re + re, low.Im + im);
                    _work[start + k + size] = new Complex32(low.Re - re, low.Im - im);
                }
            }
        }
    }

    private static float Square(float x) => x * x;

    private readonly record struct Complex32(float Re, float Im);
}
