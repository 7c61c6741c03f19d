namespace EmotionVoice.Edge.Core.Audio;

/// <summary>
/// The windowed-sinc low pass of a resampler, cut into phases: row p holds the taps for an output sample that lies
/// p / <see cref="Phases"/> of an input sample after an input sample. Every row sums to 1, so that a constant stays
/// exactly that constant.
/// </summary>
internal sealed class SincFilterBank
{
    // As parts of the lower of the two rates. All that could fold back lies at or above 0.5.
    private const double PassBand = 0.45;
    private const double StopBand = 0.5;

    // Kaiser's estimates (Oppenheim and Schafer, Discrete-Time Signal Processing, 7.6): beta and length by attenuation.
    private const double AttenuationDb = 90;
    private const double Beta = 0.1102 * (AttenuationDb - 8.7);

    // Above this a row for each phase would take megabytes; neighbouring rows are blended instead.
    private const int MostExactPhases = 2048;
    private const int BlendedPhases = 512; // error of linear blending about -105 dB

    private readonly float[] _taps; // [Phases + 1, TapCount]

    internal SincFilterBank(int inputRate, int outputRate, int exactPhases)
    {
        IsBlended = exactPhases > MostExactPhases;
        Phases = IsBlended ? BlendedPhases : exactPhases;

        double lowerRate = Math.Min(inputRate, outputRate);
        double cutoff = (PassBand + StopBand) / 2 * lowerRate / inputRate; // cycles an input sample
        double transition = (StopBand - PassBand) * lowerRate / inputRate;
        double length = (AttenuationDb - 7.95) / (2.285 * 2 * Math.PI * transition);
        HalfLength = ((int)Math.Ceiling(length / 2) + 3) & ~3; // TapCount is a multiple of 8 for SIMD

        _taps = new float[(Phases + 1) * TapCount];
        double[] row = new double[TapCount];
        for (int phase = 0; phase <= Phases; phase++)
        {
            double sum = 0;
            for (int tap = 0; tap < TapCount; tap++)
            {
                double distance = tap - (HalfLength - 1) - (double)phase / Phases;
                row[tap] = Sinc(2 * cutoff * distance) * Kaiser(distance / HalfLength);
                sum += row[tap];
            }

            for (int tap = 0; tap < TapCount; tap++)
                _taps[phase * TapCount + tap] = (float)(row[tap] / sum);
        }
    }

    /// <summary>Input samples that an output sample needs on either side of its position.</summary>
    internal int HalfLength { get; }

    internal int TapCount => 2 * HalfLength;

    internal int Phases { get; }

    /// <summary>Whether positions fall between rows, which are then blended linearly.</summary>
    internal bool IsBlended { get; }

    internal ReadOnlySpan<float> Row(int phase) => _taps.AsSpan(phase * TapCount, TapCount);

    private static double Sinc(double x) => Math.Abs(x) < 1e-12 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Math.Abs(x) >= 1 ? 0 : BesselI0(Beta * Math.Sqrt(1 - x * x)) / BesselI0(Beta);

    private static double BesselI0(double x)
    {
        double quarter = x * x / 4;
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-16; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }
}
