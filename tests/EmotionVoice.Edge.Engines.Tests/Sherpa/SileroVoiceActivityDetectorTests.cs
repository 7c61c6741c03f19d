using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Engines.Sherpa;
using Microsoft.ML.OnnxRuntime;

namespace EmotionVoice.Edge.Engines.Tests.Sherpa;

public class SileroVoiceActivityDetectorTests(ITestOutputHelper output)
{
    private const float On = 0.5f, Off = 0.35f;

    /// <summary>The reference is the model itself, run frame by frame as its authors do.</summary>
    [Fact]
    public void TheAnswerFollowsTheModelFrameByFrame()
    {
        float[] sound = SpeechWithPauses();
        float[] model = ModelOutputs(sound);
        using SileroVoiceActivityDetector detector = Create();
        long start = TimeProvider.System.GetTimestamp();
        bool[] heard = [.. Frames(sound).Select(frame => detector.SpeechProbability(frame) > 0.5f)];

        double microseconds = TimeProvider.System.GetElapsedTime(start).TotalMicroseconds / heard.Length;
        int different = 0;
        bool speech = false;
        for (int i = 0; i < heard.Length; i++)
        {
            // On with the second frame above the threshold, off with the first below the release threshold.
            speech = speech ? model[i] > Off : model[i] > On && i > 0 && model[i - 1] > On;
            different += speech == heard[i] ? 0 : 1;
        }

        output.WriteLine($"{different} of {heard.Length} frames differ; {microseconds:F0} µs a frame");
        int onset = Array.FindIndex(model, value => value > On);
        Assert.Equal(onset + 1, Array.IndexOf(heard, true));
        Assert.InRange(different, 0, heard.Length / 100);
    }

    [Fact]
    public void SilenceNoiseAndAToneAreNotSpeech()
    {
        using SileroVoiceActivityDetector detector = Create();
        Random random = new(1);
        float[] noise = [.. Enumerable.Range(0, 80_000).Select(_ => (float)(random.NextDouble() - 0.5) * 0.2f)];
        float[] tone = [.. Enumerable.Range(0, 80_000).Select(n => 0.3f * MathF.Sin(2 * MathF.PI * 1_000 * n / 16_000))];

        Assert.All<float[]>([new float[80_000], noise, tone], sound =>
        {
            detector.Reset();
            Assert.InRange(Frames(sound).Sum(frame => detector.SpeechProbability(frame)), 0, 4);
        });
    }

    [Fact]
    public void TwoMinutesOfSpeechAreStillSpeech()
    {
        float[] clip = Local.Clip("clips/en/LJ001-0003.wav");
        using SileroVoiceActivityDetector detector = Create();
        float once = Frames(clip).Sum(frame => detector.SpeechProbability(frame));

        float last = 0;
        for (int i = 0; i < 12; i++)
            last = Frames(clip).Sum(frame => detector.SpeechProbability(frame));

        // sherpa's own limit on a segment would raise the threshold after 5 s.
        Assert.InRange(last, once * 0.95, once * 1.05);
    }

    [Fact]
    public void ARefreshAtAPauseIsNotHeard()
    {
        float[] clip = [.. Local.Clip("clips/en/LJ001-0002.wav"), .. new float[48_000]];
        using SileroVoiceActivityDetector often = Create(TimeSpan.FromSeconds(10));
        using SileroVoiceActivityDetector never = Create(TimeSpan.FromDays(1));
        for (int i = 0; i < 6; i++)
        {
            float expected = Frames(clip).Sum(frame => never.SpeechProbability(frame));
            Assert.InRange(Frames(clip).Sum(frame => often.SpeechProbability(frame)), expected - 3, expected + 3);
        }
    }

    [Fact]
    public void AMissingOrDamagedModelIsRefusedBeforeNativeCodeSeesIt()
    {
        Assert.Throws<FileNotFoundException>(() => new SileroVoiceActivityDetector(new SileroOptions { Model = "/nowhere.onnx" }));
        string path = Path.GetTempFileName();
        try
        {
            byte[] model = File.ReadAllBytes(Local.Model("silero-vad-v5/silero_vad_v5.onnx"));
            File.WriteAllBytes(path, model[..(model.Length / 2)]);
            InvalidDataException error = Assert.Throws<InvalidDataException>(() => new SileroVoiceActivityDetector(new SileroOptions { Model = path }));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static SileroVoiceActivityDetector Create(TimeSpan? refreshAfter = null)
    {
        Local.NeedSherpa();
        SileroOptions options = new() { Model = Local.Model("silero-vad-v5/silero_vad_v5.onnx") };
        options.RefreshAfter = refreshAfter ?? options.RefreshAfter;
        return new SileroVoiceActivityDetector(options);
    }

    private static float[] SpeechWithPauses() =>
    [
        .. new float[16_000], .. Local.Clip("clips/en/LJ001-0002.wav"),
        .. new float[16_000], .. Local.Clip("clips/en/LJ001-0004.wav"),
        .. new float[16_000], .. Local.Clip("clips/ko/kih00092.wav"), .. new float[16_000],
    ];

    private static IEnumerable<AudioFrame> Frames(float[] sound)
    {
        for (int start = 0; start + AudioFormat.FrameSamples <= sound.Length; start += AudioFormat.FrameSamples)
            yield return new AudioFrame(sound.AsMemory(start, AudioFormat.FrameSamples), start);
    }

    private static float[] ModelOutputs(float[] sound)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1 };
        using InferenceSession session = new(Local.Model("silero-vad-v5/silero_vad_v5.onnx"), options);
        using RunOptions run = new();
        float[] window = new float[64 + AudioFormat.FrameSamples];
        float[] state = new float[2 * 128];
        long[] rate = [16_000];
        List<float> outputs = [];
        foreach (AudioFrame frame in Frames(sound))
        {
            window.AsSpan(^64..).CopyTo(window);
            frame.Samples.Span.CopyTo(window.AsSpan(64));
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(window, [1, window.Length]);
            using OrtValue memory = OrtValue.CreateTensorValueFromMemory(state, [2, 1, 128]);
            using OrtValue sampleRate = OrtValue.CreateTensorValueFromMemory(rate, [1]);
            using IDisposableReadOnlyCollection<OrtValue> results = session.Run(
                run, ["input", "state", "sr"], [input, memory, sampleRate], ["output", "stateN"]);
            outputs.Add(results[0].GetTensorDataAsSpan<float>()[0]);
            results[1].GetTensorDataAsSpan<float>().CopyTo(state);
        }

        return [.. outputs];
    }
}
