using System.Numerics;

namespace EmotionVoice.Edge.Core.Audio;

/// <summary>Discrete Fourier transform of complex samples, in place (J. W. Cooley and J. W. Tukey, 1965). Allocates only when constructed.</summary>
internal sealed class ComplexFft
{
    private readonly float[] _cos; // [length / 2]
    private readonly float[] _sin;

    /// <param name="length">A power of two.</param>
    public ComplexFft(int length)
    {
        if (!BitOperations.IsPow2(length) || length < 2)
            throw new ArgumentOutOfRangeException(nameof(length), length, "The length of a transform is a power of two from 2 on.");
        Length = length;
        _cos = new float[length / 2];
        _sin = new float[length / 2];
        for (int i = 0; i < length / 2; i++)
        {
            (double sin, double cos) = Math.SinCos(-2 * Math.PI * i / length);
            (_cos[i], _sin[i]) = ((float)cos, (float)sin);
        }
    }

    public int Length { get; }

    /// <summary>Real and imaginary parts, both [Length]. Swapping the two gives the inverse transform, times the length.</summary>
    public void Transform(Span<float> re, Span<float> im)
    {
        Reverse(re, im);
        for (int half = 1; half < Length; half *= 2)
        {
            int stride = Length / (2 * half);
            for (int start = 0; start < Length; start += 2 * half)
            {
                for (int k = 0; k < half; k++)
                {
                    int low = start + k, high = low + half;
                    float cos = _cos[k * stride], sin = _sin[k * stride];
                    float x = re[high] * cos - im[high] * sin, y = re[high] * sin + im[high] * cos;
                    (re[high], im[high]) = (re[low] - x, im[low] - y);
                    re[low] += x;
                    im[low] += y;
                }
            }
        }
    }

    private void Reverse(Span<float> re, Span<float> im)
    {
        for (int i = 1, j = 0; i < Length; i++)
        {
            int bit = Length / 2;
            for (; (j & bit) != 0; bit /= 2)
                j ^= bit;
            j ^= bit;
            if (i < j)
            {
                (re[i], re[j]) = (re[j], re[i]);
                (im[i], im[j]) = (im[j], im[i]);
            }
        }
    }
}
