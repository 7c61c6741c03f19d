using System.CommandLine;
using System.Globalization;
using EmotionVoice.Edge.Composition;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Wake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionVoice.Edge.Commands;

/// <summary><c>emotionvoice bench wake</c>: what waiting for the wake word costs, and how well it is heard.</summary>
internal static class BenchWakeCommand
{
    private static readonly TimeSpan s_before = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_after = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        SettingsArguments settings = new();
        Argument<string[]> recordings = new("recordings") { Description = "WAV files or folders; without any, a minute of a quiet room.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> noise = new("--noise") { Description = "A WAV file or folder that is mixed into the recordings." };
        Option<double> snr = new("--snr") { Description = "Level of each recording over the noise in dB.", DefaultValueFactory = _ => 10 };
        Option<bool> realTime = new("--real-time") { Description = "At the pace of a microphone, not as fast as possible." };
        Command command = new("wake", "Streams recordings through the wake word detector: how many wake it, and its share of one core.") { recordings, noise, snr, realTime };
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            settings.Load(parsed, ("Wake:Mode", nameof(WakeMode.Keyword))),
            parsed.GetValue(recordings) ?? [], parsed.GetValue(noise), parsed.GetValue(snr), parsed.GetValue(realTime), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        IConfigurationRoot configuration, string[] recordings, string? noise, double snrDb, bool realTime, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddEmotionVoice(configuration).BuildServiceProvider();
        float[][] sounds = Sounds(recordings, noise, snrDb);
        using IWakeWordDetector detector = services.GetRequiredService<WakeFactory>().Detector();
        Measured measured = await MeasureAsync(detector, sounds, realTime, TimeProvider.System, cancellationToken);

        measured.FrameTimes.Sort();
        double seconds = measured.Audio.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"""
             {detector.Word}: {measured.Woken} of {sounds.Length} recordings woke it ({100.0 * measured.Woken / sounds.Length:0.0} %), {measured.Wakes} wakes in {seconds / 60:0.0} min
             processor: {100 * measured.Processor.TotalSeconds / seconds:0.00} % of one core ({measured.Processor.TotalSeconds:0.00} s for {seconds:0.0} s of sound{(realTime ? ", in real time" : "")})
             a frame of 32 ms: p50 {Milliseconds(measured, 0.50):0.00} ms, p95 {Milliseconds(measured, 0.95):0.00} ms, longest {Milliseconds(measured, 1):0.00} ms
             """));
        return ExitCodes.Ok;
    }

    private static async Task<Measured> MeasureAsync(IWakeWordDetector detector, float[][] sounds, bool realTime, TimeProvider clock, CancellationToken cancellationToken)
    {
        Measured measured = new();
        using PeriodicTimer? pace = realTime ? new PeriodicTimer(AudioFormat.FrameDuration, clock) : null;
        TimeSpan before = Environment.CpuUsage.TotalTime;
        foreach (float[] sound in sounds)
        {
            int wakes = 0;
            detector.Reset();
            for (int start = 0; start + AudioFormat.FrameSamples <= sound.Length; start += AudioFormat.FrameSamples)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (pace is not null)
                    await pace.WaitForNextTickAsync(cancellationToken);
                long began = clock.GetTimestamp();
                if (detector.Hear(new AudioFrame(sound.AsMemory(start, AudioFormat.FrameSamples), start)) is not null)
                    wakes++;
                measured.FrameTimes.Add(clock.GetElapsedTime(began));
            }

            measured.Wakes += wakes;
            measured.Woken += wakes > 0 ? 1 : 0;
        }

        measured.Processor = Environment.CpuUsage.TotalTime - before;
        return measured;
    }

    private static float[][] Sounds(string[] recordings, string? noise, double snrDb)
    {
        if (recordings.Length == 0)
            return [QuietRoom(TimeSpan.FromMinutes(1))];
        float[][] noises = noise is null ? [] : [.. Files(noise).Select(Read)];
        return [.. recordings.SelectMany(Files).Select(Read).Select((sound, i) => noises.Length == 0
            ? WakeTrial.Padded(sound, s_before, s_after)
            : WakeTrial.InNoise(sound, s_before, s_after, noises[i % noises.Length], i * AudioFormat.SampleRateHz / 2, snrDb))];
    }

    private static string[] Files(string path)
    {
        string[] files = Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [path];
        return files.Length > 0 ? files : throw new FileNotFoundException($"There is no .wav file in {path}.", path);
    }

    private static float[] Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return WavReader.ReadMono16k(stream).Samples;
    }

    private static float[] QuietRoom(TimeSpan duration)
    {
        Random random = new(1);
        float[] sound = new float[AudioFormat.Samples(duration)];
        foreach (ref float sample in sound.AsSpan())
            sample = (float)((random.NextDouble() * 2) - 1) * 0.01f;
        return sound;
    }

    private static double Milliseconds(Measured measured, double share) =>
        measured.FrameTimes[(int)((measured.FrameTimes.Count - 1) * share)].TotalMilliseconds;

    private sealed class Measured
    {
        public List<TimeSpan> FrameTimes { get; } = [];

        public TimeSpan Processor { get; set; }

        public int Wakes { get; set; }

        public int Woken { get; set; }

        public TimeSpan Audio => FrameTimes.Count * AudioFormat.FrameDuration;
    }
}
