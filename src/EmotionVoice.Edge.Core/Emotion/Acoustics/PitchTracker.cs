using System.Numerics.Tensors;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Emotion.Acoustics;

/// <summary>
/// Fundamental frequency, 60 to 500 Hz, by autocorrelation (P. Boersma, "Accurate short-term analysis of the
/// fundamental frequency and the harmonics-to-noise ratio of a sampled sound", 1993): each frame of three longest periods
/// is windowed, its autocorrelation divided by the window's; the peaks are candidates, and <see cref="PitchPath"/> chooses
/// among them. Works at 8 kHz, where there is nothing to gain from more. Used by one thread at a time.
/// </summary>
internal sealed class PitchTracker
{
    public const float MinHz = 60;
    public const float MaxHz = 500;
    private const int RateHz = 8_000;
    private const int Window = (int)(3 * RateHz / MinHz);
    private const int MinLag = (int)(RateHz / MaxHz);
    private const int MaxLag = (int)(RateHz / MinHz) + 1;
    private const int Step = AcousticFrames.Step * RateHz / AcousticFrames.SampleRateHz;

    // Boersma's defaults: below this share of the loudest peak a frame is silence; a small preference for high pitch.
    private const float SilenceThreshold = 0.03f;
    private const float OctaveCost = 0.01f;

    private static readonly float[] s_window = [.. Enumerable.Range(0, Window).Select(i => (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / Window)))];
    private static readonly float[] s_windowCorrelation = Correlate(s_window); // [lags + 2]

    private readonly float[] _frame = new float[Window];
    private readonly float[] _correlation = new float[MaxLag + 2];

    /// <summary>Hz a frame of <see cref="AcousticFrames"/>; 0 where it is unvoiced.</summary>
    /// <param name="samples">[n] at 16 kHz.</param>
    /// <param name="frames">The frames of the same samples.</param>
    public float[] Track(ReadOnlySpan<float> samples, AcousticFrames frames)
    {
        float[] slow = PolyphaseResampler.Convert(samples, AcousticFrames.SampleRateHz, RateHz);
        float loudest = MathF.Abs(slow.Length == 0 ? 0 : TensorPrimitives.MaxMagnitude(slow));
        PitchPath path = new(frames.Count);
        for (int i = 0; i < frames.Count; i++)
        {
            path.Begin(i);
            if (loudest > 0 && frames.IsSpeech(i))
                AddCandidates(slow, i * Step + AcousticFrames.Length / 4 - Window / 2, loudest, path);
        }

        return path.Solve();
    }

    private void AddCandidates(ReadOnlySpan<float> samples, int start, float loudest, PitchPath path)
    {
        if (!Cut(samples, start, out float peak) || peak < SilenceThreshold * loudest)
            return;

        path.SetUnvoiced(peak / loudest);
        float power = TensorPrimitives.SumOfSquares<float>(_frame);
        for (int lag = MinLag - 1; lag < _correlation.Length; lag++)
            _correlation[lag] = TensorPrimitives.Dot(_frame.AsSpan(0, Window - lag), _frame.AsSpan(lag)) / power / s_windowCorrelation[lag];

        for (int lag = MinLag; lag <= MaxLag; lag++)
        {
            float left = _correlation[lag - 1], here = _correlation[lag], right = _correlation[lag + 1];
            if (here < left || here <= right || here < 0.15f)
                continue;

            // The parabola through the three values.
            float bend = 2 * here - left - right;
            float shift = (right - left) / (2 * bend);
            float strength = MathF.Min(1, here + (right - left) * shift / 4);
            float hertz = RateHz / (lag + shift);
            if (hertz is >= MinHz and <= MaxHz)
                path.Add(hertz, strength - OctaveCost * MathF.Log2(MinHz / hertz));
        }
    }

    /// <summary>Copies, centres and windows the samples from <paramref name="start"/>; outside the recording lies silence.</summary>
    private bool Cut(ReadOnlySpan<float> samples, int start, out float peak)
    {
        int from = Math.Max(0, start), to = Math.Min(samples.Length, start + Window);
        peak = 0;
        if (to - from < Window / 2)
            return false;

        ReadOnlySpan<float> inside = samples[from..to];
        float mean = TensorPrimitives.Sum(inside) / inside.Length;
        _frame.AsSpan().Clear();
        Span<float> frame = _frame.AsSpan(from - start, inside.Length);
        TensorPrimitives.Subtract(inside, mean, frame);
        peak = MathF.Abs(TensorPrimitives.MaxMagnitude<float>(frame));
        TensorPrimitives.Multiply(_frame, s_window, _frame);
        return peak > 0;
    }

    private static float[] Correlate(float[] window)
    {
        float[] correlation = new float[MaxLag + 2];
        float power = TensorPrimitives.SumOfSquares<float>(window);
        for (int lag = 0; lag < correlation.Length; lag++)
            correlation[lag] = TensorPrimitives.Dot(window.AsSpan(0, Window - lag), window.AsSpan(lag)) / power;
        return correlation;
    }
}
