using System.Numerics;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Emotion.Acoustics;

/// <summary>
/// Power spectrum of a real frame whose length is a power of two: the even and odd samples go through one complex
/// transform of half the length (J. W. Cooley and J. W. Tukey, 1965; H. V. Sorensen et al., 1987). Allocates only when
/// constructed. Used by one thread at a time.
/// </summary>
internal sealed class RealFft
{
    private readonly int _half;
    private readonly ComplexFft _fft;
    private readonly float[] _re;  // [half]
    private readonly float[] _im;
    private readonly float[] _cos; // [half] e^(-2πik / length)
    private readonly float[] _sin;

    public RealFft(int length)
    {
        if (!BitOperations.IsPow2(length) || length < 4)
            throw new ArgumentOutOfRangeException(nameof(length), length, "The length of a transform is a power of two from 4 on.");
        _half = length / 2;
        _fft = new ComplexFft(_half);
        (_re, _im, _cos, _sin) = (new float[_half], new float[_half], new float[_half], new float[_half]);
        for (int i = 0; i < _half; i++)
        {
            (double sin, double cos) = Math.SinCos(-2 * Math.PI * i / length);
            (_cos[i], _sin[i]) = ((float)cos, (float)sin);
        }
    }

    /// <summary>Writes |X[k]|² for k from 0 to length / 2.</summary>
    /// <param name="frame">[length] samples.</param>
    /// <param name="power">[length / 2 + 1].</param>
    public void PowerSpectrum(ReadOnlySpan<float> frame, Span<float> power)
    {
        for (int i = 0; i < _half; i++)
            (_re[i], _im[i]) = (frame[2 * i], frame[2 * i + 1]);
        _fft.Transform(_re, _im);

        power[0] = Square(_re[0] + _im[0]);
        power[_half] = Square(_re[0] - _im[0]);
        for (int k = 1; k < _half; k++)
        {
            int mirror = _half - k;
            float evenRe = (_re[k] + _re[mirror]) / 2, evenIm = (_im[k] - _im[mirror]) / 2;
            float oddRe = (_im[k] + _im[mirror]) / 2, oddIm = (_re[mirror] - _re[k]) / 2;
            power[k] = Square(evenRe + _cos[k] * oddRe - _sin[k] * oddIm) + Square(evenIm + _cos[k] * oddIm + _sin[k] * oddRe);
        }
    }

    private static float Square(float x) => x * x;
}
