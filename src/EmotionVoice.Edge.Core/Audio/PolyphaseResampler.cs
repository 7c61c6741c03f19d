using System.Numerics;
using System.Numerics.Tensors;

namespace EmotionVoice.Edge.Core.Audio;

/// <summary>
/// Changes the sample rate of a mono stream with a band-limited (Kaiser-windowed sinc) polyphase filter: flat within
/// 0.01 dB up to 0.45 of the lower rate, at least 80 dB down from 0.5 of it, so nothing audible folds back.
/// </summary>
/// <remarks>
/// Output sample k stands for the input position k · input rate / output rate: the delay of the filter is taken out.
/// What remains is waiting: an output sample appears <see cref="LatencySamples"/> input samples after its position has
/// been written (57 samples of the lower rate: 3.6 ms where that is 16 kHz). Before the first and after the last
/// sample lies silence. Used by one thread at a time; allocates only when constructed.
/// </remarks>
public sealed class PolyphaseResampler
{
    private const int BlockSamples = 2048;

    private readonly SincFilterBank? _filter; // null: both rates are equal
    private readonly int _up;                 // output samples in a period of the ratio
    private readonly int _down;               // input samples in the same period
    private readonly bool _scalar;
    private readonly float[] _window = [];    // input samples from _first on, that some output sample still needs
    private int _held;                        // samples in _window
    private int _next;                        // index in _window of the first tap of the next output sample
    private int _phase;                       // position of that output sample between input samples, in 1 / _up
    private long _read;
    private long _written;

    /// <param name="inputRateHz">Rate of the samples that come in.</param>
    /// <param name="outputRateHz">Rate of the samples that go out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is outside 1 kHz to 1 MHz.</exception>
    public PolyphaseResampler(int inputRateHz, int outputRateHz)
        : this(inputRateHz, outputRateHz, scalar: false)
    {
    }

    internal PolyphaseResampler(int inputRateHz, int outputRateHz, bool scalar)
    {
        CheckRate(inputRateHz, nameof(inputRateHz));
        CheckRate(outputRateHz, nameof(outputRateHz));
        InputRateHz = inputRateHz;
        OutputRateHz = outputRateHz;
        _scalar = scalar;

        int common = (int)BigInteger.GreatestCommonDivisor(inputRateHz, outputRateHz);
        _up = outputRateHz / common;
        _down = inputRateHz / common;
        if (_up == _down)
            return;

        _filter = new SincFilterBank(inputRateHz, outputRateHz, _up);
        _window = new float[_filter.TapCount + _down / _up + BlockSamples];
        Reset();
    }

    /// <summary>Rate of the samples that come in.</summary>
    public int InputRateHz { get; }

    /// <summary>Rate of the samples that go out.</summary>
    public int OutputRateHz { get; }

    /// <summary>How many input samples after an output sample's position have to be written before it appears.</summary>
    public int LatencySamples => _filter?.HalfLength ?? 0;

    /// <summary>An upper bound of what <see cref="Process"/> writes for that many input samples.</summary>
    public int MaxOutput(int inputSamples) => checked((int)(((long)inputSamples * _up + _down - 1) / _down + 1));

    /// <summary>An upper bound of what <see cref="Flush"/> writes.</summary>
    public int MaxFlush => MaxOutput(LatencySamples) + 1;

    /// <summary>Takes all of <paramref name="input"/> and writes what can be computed by now.</summary>
    /// <returns>The number of samples written.</returns>
    /// <exception cref="ArgumentException"><paramref name="output"/> is shorter than <see cref="MaxOutput"/> of the input.</exception>
    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        if (output.Length < MaxOutput(input.Length))
            throw new ArgumentException($"{input.Length} input samples need room for {MaxOutput(input.Length)} output samples, not {output.Length}.", nameof(output));

        _read += input.Length;
        int produced = Filter(input, output);
        _written += produced;
        return produced;
    }

    /// <summary>
    /// Ends the stream: writes the outstanding samples, as if silence followed, so that all calls together have written
    /// ceiling(input samples · output rate / input rate) samples; then starts afresh.
    /// </summary>
    /// <returns>The number of samples written.</returns>
    public int Flush(Span<float> output)
    {
        int outstanding = (int)((_read * _up + _down - 1) / _down - _written);
        if (output.Length < outstanding)
            throw new ArgumentException($"The tail has {outstanding} samples, there is room for {output.Length}.", nameof(output));

        int produced = 0;
        Span<float> silence = stackalloc float[64];
        Span<float> extra = stackalloc float[MaxOutputOfFlushBlock];
        silence.Clear();
        while (produced < outstanding)
        {
            // One silent sample at a time where many come out of it, so that `extra` stays small.
            int step = Math.Clamp((int)((long)extra.Length * _down / _up) - 2, 1, silence.Length);
            int made = Math.Min(Filter(silence[..step], extra), outstanding - produced);
            extra[..made].CopyTo(output[produced..]);
            produced += made;
        }

        Reset();
        return produced;
    }

    /// <summary>Forgets all that was written.</summary>
    public void Reset()
    {
        _read = _written = 0;
        if (_filter is null)
            return;

        // The first output sample lies on the first input sample; before that there is silence.
        _held = _filter.HalfLength - 1;
        _next = 0;
        _phase = 0;
        _window.AsSpan(0, _held).Clear();
    }

    /// <summary>A whole recording in one call.</summary>
    public static float[] Convert(ReadOnlySpan<float> input, int inputRateHz, int outputRateHz)
    {
        PolyphaseResampler resampler = new(inputRateHz, outputRateHz);
        float[] output = new float[((long)input.Length * resampler._up + resampler._down - 1) / resampler._down];
        float[] block = new float[Math.Max(resampler.MaxOutput(BlockSamples), resampler.MaxFlush)];
        int length = 0;
        while (!input.IsEmpty)
        {
            int count = Math.Min(input.Length, BlockSamples);
            int made = resampler.Process(input[..count], block);
            block.AsSpan(0, made).CopyTo(output.AsSpan(length));
            length += made;
            input = input[count..];
        }

        resampler.Flush(output.AsSpan(length));
        return output;
    }

    private int MaxOutputOfFlushBlock => Math.Max(256, 3 * (_up / _down + 2));

    private int Filter(ReadOnlySpan<float> input, Span<float> output)
    {
        if (_filter is null)
        {
            input.CopyTo(output);
            return input.Length;
        }

        int produced = 0;
        while (!input.IsEmpty)
        {
            int count = Math.Min(input.Length, _window.Length - _held);
            input[..count].CopyTo(_window.AsSpan(_held));
            _held += count;
            input = input[count..];
            produced += ProduceAll(_filter, output[produced..]);
            DropUsed();
        }

        return produced;
    }

    private int ProduceAll(SincFilterBank filter, Span<float> output)
    {
        int produced = 0;
        while (_next + filter.TapCount <= _held)
        {
            output[produced++] = At(filter, _window.AsSpan(_next, filter.TapCount));
            _phase += _down;
            _next += _phase / _up;
            _phase %= _up;
        }

        return produced;
    }

    private float At(SincFilterBank filter, ReadOnlySpan<float> samples)
    {
        if (!filter.IsBlended)
            return Dot(samples, filter.Row(_phase));

        double place = (double)_phase * filter.Phases / _up;
        int row = (int)place;
        float share = (float)(place - row);
        return Dot(samples, filter.Row(row)) * (1 - share) + Dot(samples, filter.Row(row + 1)) * share;
    }

    private float Dot(ReadOnlySpan<float> samples, ReadOnlySpan<float> taps)
    {
        if (!_scalar)
            return TensorPrimitives.Dot(samples, taps);

        float sum = 0;
        for (int i = 0; i < taps.Length; i++)
            sum += samples[i] * taps[i];
        return sum;
    }

    private void DropUsed()
    {
        int used = Math.Min(_next, _held);
        _window.AsSpan(used, _held - used).CopyTo(_window);
        _held -= used;
        _next -= used;
    }

    private static void CheckRate(int rateHz, string name)
    {
        if (rateHz is < 1_000 or > 1_000_000)
            throw new ArgumentOutOfRangeException(name, rateHz, "A sample rate lies between 1 kHz and 1 MHz.");
    }
}
