using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Wake;
using EmotionVoice.Edge.Engines.Tests.Sherpa;
using EmotionVoice.Edge.Engines.Wake;

namespace EmotionVoice.Edge.Engines.Tests.Wake;

/// <summary>How well "alexa" is heard, on the recordings of the shared collection.</summary>
public class WakeFiguresTests(ITestOutputHelper output)
{
    private const double SnrDb = 10;
    private static readonly TimeSpan s_before = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_after = TimeSpan.FromSeconds(1);

    [Fact]
    public void TheWordIsHeardInQuiet()
    {
        using OpenWakeWordDetector detector = WakeModels.Detector();
        string[] clips = WakeModels.Clips("clips/wake/alexa");
        int woken = clips.Count(clip => IsWokenBy(detector, WakeTrial.Padded(Local.ReadWave(clip), s_before, s_after)));
        AssertShare(0.96, woken, clips.Length, "in quiet");
    }

    [Fact]
    public void TheWordIsHeardInEveryNoise()
    {
        using OpenWakeWordDetector detector = WakeModels.Detector();
        string[] clips = WakeModels.Clips("clips/wake/alexa");
        string[] noises = WakeModels.Clips("clips/noise");
        int all = 0;
        foreach (string path in noises)
        {
            float[] noise = Local.ReadWave(path);
            int woken = clips.Where((clip, i) => IsWokenBy(
                detector, WakeTrial.InNoise(Local.ReadWave(clip), s_before, s_after, noise, i * AudioFormat.SampleRateHz / 2, SnrDb))).Count();
            output.WriteLine($"{Path.GetFileName(path)}: {woken} of {clips.Length}");
            all += woken;
        }

        AssertShare(0.92, all, clips.Length * noises.Length, $"at {SnrDb} dB");
    }

    [Fact]
    public void OtherSpeechAndNoiseWakeItAtMostOnce()
    {
        using OpenWakeWordDetector detector = WakeModels.Detector();
        string words = Local.ClipPath("clips/wake/alexa") + Path.DirectorySeparatorChar;
        string[] others = [.. WakeModels.Clips("clips").Where(clip => !clip.StartsWith(words, StringComparison.Ordinal))];

        // One stream, as a device in a room hears it.
        int wakes = 0;
        long samples = 0;
        foreach (string clip in others)
        {
            float[] sound = WakeTrial.Padded(Local.ReadWave(clip), TimeSpan.Zero, s_after);
            samples += sound.Length;
            int now = WakeTrial.Wakes(detector, sound);
            if (now > 0)
                output.WriteLine($"woken {now} times by {clip}");
            wakes += now;
        }

        output.WriteLine($"{wakes} false wakes in {AudioFormat.Duration(samples).TotalMinutes:F1} minutes");
        Assert.True(wakes <= 1, $"{wakes} false wakes");
    }

    private static bool IsWokenBy(OpenWakeWordDetector detector, float[] sound)
    {
        detector.Reset();
        return WakeTrial.Wakes(detector, sound) > 0;
    }

    private void AssertShare(double least, int woken, int all, string where)
    {
        string figure = $"{woken} of {all} {where}: {100.0 * woken / all:F1} %";
        output.WriteLine(figure);
        Assert.True(woken >= least * all, figure);
    }
}
