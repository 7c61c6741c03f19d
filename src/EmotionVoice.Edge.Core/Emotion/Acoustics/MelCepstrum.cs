using System.Numerics.Tensors;

namespace EmotionVoice.Edge.Core.Emotion.Acoustics;

/// <summary>
/// Mel-frequency cepstral coefficients (S. B. Davis and P. Mermelstein, "Comparison of parametric representations for
/// monosyllabic word recognition", 1980): pre-emphasis, Hamming window of 25 ms, power spectrum, 26 triangular bands
/// evenly spaced on the mel scale 2595 log10(1 + f/700) up to 8 kHz, natural logarithm, orthonormal DCT-II.
/// Used by one thread at a time.
/// </summary>
internal sealed class MelCepstrum
{
    public const int Count = 13;
    private const int BandCount = 26;
    private const int FftLength = 512;
    private const float PreEmphasis = 0.97f;
    private const float PowerFloor = 1e-10f;

    private static readonly float[] s_window = [.. Enumerable.Range(0, AcousticFrames.Length).Select(i => (float)(0.54 - 0.46 * Math.Cos(2 * Math.PI * i / (AcousticFrames.Length - 1))))];
    private static readonly Band[] s_bands = MakeBands();
    private static readonly float[] s_cosines = MakeCosines(); // [13, 26]

    private readonly RealFft _fft = new(FftLength);
    private readonly float[] _frame = new float[FftLength];
    private readonly float[] _power = new float[FftLength / 2 + 1];
    private readonly float[] _logs = new float[BandCount];

    /// <summary>Adds the coefficients of one frame to <paramref name="sums"/>.</summary>
    /// <param name="samples">[400] at 16 kHz.</param>
    /// <param name="previous">The sample before them.</param>
    /// <param name="sums">[13].</param>
    public void Add(ReadOnlySpan<float> samples, float previous, Span<float> sums)
    {
        Span<float> frame = _frame.AsSpan(0, samples.Length);
        frame[0] = samples[0] - PreEmphasis * previous;
        for (int i = 1; i < frame.Length; i++)
            frame[i] = samples[i] - PreEmphasis * samples[i - 1];
        TensorPrimitives.Multiply(frame, s_window, frame);
        _fft.PowerSpectrum(_frame, _power);

        for (int band = 0; band < BandCount; band++)
        {
            Band b = s_bands[band];
            _logs[band] = MathF.Log(MathF.Max(PowerFloor, TensorPrimitives.Dot(_power.AsSpan(b.First, b.Weights.Length), b.Weights)));
        }

        for (int i = 0; i < Count; i++)
            sums[i] += TensorPrimitives.Dot(s_cosines.AsSpan(i * BandCount, BandCount), _logs);
    }

    private static Band[] MakeBands()
    {
        double top = Mel(AcousticFrames.SampleRateHz / 2.0);
        double[] edges = [.. Enumerable.Range(0, BandCount + 2).Select(i => Hertz(top * i / (BandCount + 1)))];
        Band[] bands = new Band[BandCount];
        for (int band = 0; band < BandCount; band++)
        {
            double low = edges[band], centre = edges[band + 1], high = edges[band + 2];
            int first = (int)Math.Ceiling(low * FftLength / AcousticFrames.SampleRateHz);
            int last = (int)Math.Floor(high * FftLength / AcousticFrames.SampleRateHz);
            float[] weights = new float[last - first + 1];
            for (int i = 0; i < weights.Length; i++)
            {
                double hertz = (double)(first + i) * AcousticFrames.SampleRateHz / FftLength;
                weights[i] = (float)Math.Max(0, Math.Min((hertz - low) / (centre - low), (high - hertz) / (high - centre)));
            }

            bands[band] = new Band(first, weights);
        }

        return bands;
    }

    private static float[] MakeCosines()
    {
        float[] cosines = new float[Count * BandCount];
        for (int i = 0; i < Count; i++)
            for (int band = 0; band < BandCount; band++)
                cosines[i * BandCount + band] = (float)(Math.Sqrt((i == 0 ? 1.0 : 2.0) / BandCount) * Math.Cos(Math.PI * i * (band + 0.5) / BandCount));
        return cosines;
    }

    private static double Mel(double hertz) => 2595 * Math.Log10(1 + hertz / 700);

    private static double Hertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);

    private sealed record Band(int First, float[] Weights);
}
