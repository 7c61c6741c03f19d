using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Echo;
using SpeexDsp;

namespace EmotionVoice.Edge.Engines.Echo;

/// <summary>SpeexDSP's canceller and, after it, its suppression of what is left. Output is one half frame (16 ms) late.</summary>
public sealed class SpeexEchoCanceller : IEchoCanceller
{
    // 16 ms: the filter adapts twice a frame.
    private const int Block = AudioFormat.FrameSamples / 2;

    private readonly EchoState _echo;
    private readonly Preprocessor _after;
    private readonly short[] _recorded = new short[Block];
    private readonly short[] _played = new short[Block];
    private readonly short[] _output = new short[Block];

    /// <exception cref="DllNotFoundException">libspeexdsp is not installed; the message says what to do.</exception>
    public SpeexEchoCanceller(EchoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TailSamples = (int)AudioFormat.Samples(options.Tail);
        _echo = new EchoState(Block, TailSamples, AudioFormat.SampleRateHz);
        _after = new Preprocessor(Block, AudioFormat.SampleRateHz, new PreprocessorSettings
        {
            NoiseSuppressDb = -options.NoiseSuppressionDb,
            GainLevel = options.GainControl ? GainLevel : 0,
        }, _echo);
    }

    // -12 dBFS: as loud as somebody beside the device.
    private const float GainLevel = 8_192;

    public int TailSamples { get; }

    public void Cancel(ReadOnlySpan<float> recorded, ReadOnlySpan<float> played, Span<float> output)
    {
        for (int at = 0; at + Block <= recorded.Length; at += Block)
        {
            ToInt16(recorded.Slice(at, Block), _recorded);
            ToInt16(played.Slice(at, Block), _played);
            _echo.Cancel(_recorded, _played, _output);
            _after.Run(_output);
            for (int i = 0; i < Block; i++)
                output[at + i] = _output[i] / 32_768f;
        }
    }

    public void Reset() => _echo.Reset();

    public void Dispose()
    {
        _after.Dispose();
        _echo.Dispose();
    }

    private static void ToInt16(ReadOnlySpan<float> samples, Span<short> to)
    {
        for (int i = 0; i < samples.Length; i++)
            to[i] = (short)Math.Clamp(MathF.Round(samples[i] * 32_768), short.MinValue, short.MaxValue);
    }
}
