using System.Globalization;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Engines.Tests.Sherpa;
using EmotionVoice.Edge.Engines.Wake;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Engines.Tests.Wake;

public class OpenWakeWordDetectorTests(ITestOutputHelper output)
{
    [Fact]
    public void ScoresDoNotDependOnHowTheSoundIsCut()
    {
        using OpenWakeWordDetector detector = WakeModels.Detector();
        float[] sound = Local.Chirp();
        List<float> whole = Scores(detector, sound, 1_280);
        Assert.Equal(whole, Scores(detector, sound, 512));
        Assert.Equal(whole, Scores(detector, sound, 77));
    }

    [Fact]
    public void ResetForgetsTheSound()
    {
        using OpenWakeWordDetector detector = WakeModels.Detector();
        List<float> first = Scores(detector, Local.Chirp(), 512);
        Random random = new(1);
        Scores(detector, [.. Enumerable.Range(0, 16_100).Select(_ => (float)random.NextDouble())], 512);
        Assert.Equal(first, Scores(detector, Local.Chirp(), 512));
    }

    [Fact]
    public void SilenceNoiseAndTonesScoreNearZero()
    {
        using OpenWakeWordDetector detector = WakeModels.Detector();
        Random random = new(1);
        foreach (float[] sound in (float[][])[
            new float[16_000 * 5],
            Local.Chirp(),
            [.. Enumerable.Range(0, 16_000 * 5).Select(_ => (float)((random.NextDouble() * 2) - 1))],
            [.. Enumerable.Range(0, 16_000 * 5).Select(i => 0.5f * MathF.Sin(2 * MathF.PI * 1_000 * i / 16_000))]])
        {
            Assert.All(Scores(detector, sound, 512), score => Assert.InRange(score, 0, 0.1f));
        }
    }

    [Fact]
    public void TheWordsEndIsKnownToAFewTenthsOfASecond()
    {
        using OpenWakeWordDetector detector = WakeModels.Detector();
        List<double> errors = [];
        foreach (string clip in WakeModels.Clips("clips/wake/alexa"))
        {
            float[] word = Local.ReadWave(clip);
            if (Hit(detector, WakeTrial.Padded(word, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1))) is not { } hit)
                continue;
            double error = AudioFormat.Duration(hit.WordEnd - 8_000 - LoudEnd(word)).TotalMilliseconds;
            // In noisy recordings the sound goes on after the word; they tell nothing of its end.
            if (Math.Abs(error) < 600)
                errors.Add(error);
        }

        errors.Sort();
        output.WriteLine($"{errors.Count} recordings: p10 {errors[errors.Count / 10]:F0} ms, median {errors[errors.Count / 2]:F0} ms, p90 {errors[errors.Count * 9 / 10]:F0} ms");
        Assert.InRange(errors[errors.Count / 2], -100, 100);
    }

    [Fact]
    public void WaitingForTheWordTakesAFewPercentOfACore()
    {
        using OpenWakeWordDetector detector = WakeModels.Detector();
        float[] sound = [.. Enumerable.Repeat(Local.Chirp(), 15).SelectMany(chirp => chirp)]; // 30 s
        TimeSpan before = ProcessorTime();
        WakeTrial.Wakes(detector, sound);
        double share = (ProcessorTime() - before) / AudioFormat.Duration(sound.Length);
        output.WriteLine($"{100 * share:F2} % of one core");
        Assert.InRange(share, 0.0001, 0.05);

        // Of this thread alone, which does all the work: other tests run beside it.
        static TimeSpan ProcessorTime()
        {
            const string Schedule = "/proc/thread-self/schedstat";
            if (!File.Exists(Schedule))
                Assert.Skip($"{Schedule} is not here; measure with: emotionvoice bench wake");
            return TimeSpan.FromTicks(long.Parse(File.ReadAllText(Schedule).Split(' ')[0], CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick);
        }
    }

    [Fact]
    public void AFrameLeavesNextToNothingForTheGarbageCollector()
    {
        using OpenWakeWordDetector detector = WakeModels.Detector();
        AudioFrame[] frames = [.. Some.Frames(Local.Chirp(), Local.Chirp())];
        Hear();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long steps = detector.Steps;
        Hear();
        double perStep = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(detector.Steps - steps);
        output.WriteLine($"{perStep:F0} bytes a step");
        Assert.True(perStep < 2_000, $"{perStep:F0} bytes a step"); // three runs' result lists and handles

        void Hear()
        {
            foreach (AudioFrame frame in frames)
                detector.Hear(frame);
        }
    }

    [Fact]
    public void AMissingDamagedOrForeignModelIsRefused()
    {
        WakeModels.Detector().Dispose();
        string garbage = Path.GetTempFileName();
        try
        {
            File.WriteAllText(garbage, "not a model");
            foreach (string word in (string[])["/nowhere.onnx", garbage, WakeModels.Alexa.Embedding])
            {
                OpenWakeWordOptions files = new() { Melspectrogram = WakeModels.Alexa.Melspectrogram, Embedding = WakeModels.Alexa.Embedding, Word = word };
                string message = Assert.Throws<InvalidDataException>(() => new OpenWakeWordDetector(files, new WakeOptions())).Message;
                Assert.StartsWith($"The model of the wake word alexa can't be used: {word} ", message, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(garbage);
        }
    }

    private static List<float> Scores(OpenWakeWordDetector detector, float[] sound, int frameSamples)
    {
        detector.Reset();
        List<float> scores = [];
        for (int start = 0; start < sound.Length; start += frameSamples)
        {
            long steps = detector.Steps;
            detector.Hear(new AudioFrame(sound.AsMemory(start, Math.Min(frameSamples, sound.Length - start)), start));
            if (detector.Steps > steps)
                scores.Add(detector.LastScore);
        }

        return scores;
    }

    private static WakeHit? Hit(OpenWakeWordDetector detector, float[] sound)
    {
        detector.Reset();
        foreach (AudioFrame frame in Some.Frames(sound))
        {
            if (detector.Hear(frame) is { } hit)
                return hit;
        }

        return null;
    }

    // The last 20 ms that are not 25 dB below the loudest.
    private static int LoudEnd(float[] sound)
    {
        double[] powers = [.. sound.Chunk(320).Select(part => part.Average(sample => (double)sample * sample))];
        return (Array.FindLastIndex(powers, power => power > powers.Max() / 316) + 1) * 320;
    }
}
