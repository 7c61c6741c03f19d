using EmotionVoice.Edge.Engines.Tests.Sherpa;
using SherpaOnnx;

namespace EmotionVoice.Edge.Engines.Tests.Bindings.Sherpa;

public class NativeTests
{
    [Fact]
    public void TheLibraryIsTheVersionThatTheLayoutsBelongTo()
    {
        Local.NeedSherpa();
        Assert.Equal("1.13.8", VersionInfo.Version);
        Assert.StartsWith("1.28", VersionInfo.OnnxruntimeVersion, StringComparison.Ordinal);
    }

    [Fact]
    public void ARefusedConfigurationDoesNotThrow()
    {
        Local.NeedSherpa();
        VadModelConfig config = new();
        config.SileroVad.Model = "/does/not/exist.onnx";

        using VoiceActivityDetector detector = new(config, 10);

        detector.AcceptWaveform(new float[512]);
        Assert.False(detector.IsSpeechDetected());
    }

    [Fact]
    public void SpeechIsCutIntoSegmentsWithTheirSamples()
    {
        Local.NeedSherpa();
        VadModelConfig config = new();
        config.SileroVad.Model = Local.Model("silero-vad-v5/silero_vad_v5.onnx");
        float[] clip = [.. new float[16_000], .. Local.Clip("clips/en/LJ001-0002.wav"), .. new float[16_000]];
        using VoiceActivityDetector detector = new(config, 30);

        for (int i = 0; i + 512 <= clip.Length; i += 512)
            detector.AcceptWaveform(clip.AsSpan(i, 512).ToArray());
        detector.Flush();

        Assert.False(detector.IsEmpty());
        SpeechSegment segment = detector.Front();
        Assert.InRange(segment.Start, 8_000, 20_000);
        Assert.Equal(clip[segment.Start + 1000], segment.Samples[1000]);
        detector.Pop();
        detector.Reset();
        Assert.True(detector.IsEmpty());
        Assert.Throws<NullReferenceException>(() => new SpeechSegment(0));
    }

    [Fact]
    public void DisposingTwiceIsHarmless()
    {
        Local.NeedSherpa();
        VadModelConfig config = new();
        config.SileroVad.Model = Local.Model("silero-vad-v5/silero_vad_v5.onnx");
        VoiceActivityDetector detector = new(config, 1);
        detector.Dispose();
        detector.Dispose();
        Assert.Throws<ObjectDisposedException>(() => detector.IsSpeechDetected());
    }
}
