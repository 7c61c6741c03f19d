using BenchmarkDotNet.Attributes;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Benchmarks.HotPaths;

/// <summary>What runs for every 32 ms of sound. Nothing here may allocate.</summary>
[MemoryDiagnoser]
public class FramePathBenchmarks
{
    private readonly PolyphaseResampler _fromDevice = new(48_000, AudioFormat.SampleRateHz);
    private readonly PolyphaseResampler _fromOddDevice = new(44_100, AudioFormat.SampleRateHz);
    private readonly float[] _input = Tone.Of(1_536, 48_000);
    private readonly float[] _output = new float[2_048];

    [Benchmark]
    public int Resample48To16() => _fromDevice.Process(_input, _output);

    [Benchmark]
    public int Resample44To16() => _fromOddDevice.Process(_input, _output);

    [Benchmark]
    public float LevelOfAFrame() => Level.RmsDbfs(_input.AsSpan(0, AudioFormat.FrameSamples));
}
