using System.Diagnostics;
using System.Globalization;
using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Devices.Audio;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace EmotionVoice.Edge.Devices.Tests.Children;

/// <summary>What the child processes do. They talk to the test in lines "name value"; exit code 3 is a lost or missing device.</summary>
internal static class Child
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            switch (args)
            {
                case ["devices"]:
                    ListDevices();
                    return 0;
                case ["capture", string device, string channels, string file]:
                    await CaptureAsync(device, int.Parse(channels, CultureInfo.InvariantCulture), file);
                    return 0;
                case ["play", string device, string rate, string file]:
                    await PlayAsync(device, int.Parse(rate, CultureInfo.InvariantCulture), file);
                    return 0;
                case ["interrupt", string device, string file]:
                    await InterruptAsync(device, file);
                    return 0;
                case ["ws2812"]:
                    HardwareChild.WriteLeds();
                    return 0;
                case ["gpio", string pin, string missing]:
                    HardwareChild.WatchPin(int.Parse(pin, CultureInfo.InvariantCulture), int.Parse(missing, CultureInfo.InvariantCulture));
                    return 0;
                case ["service"]:
                    await ServeAsync();
                    return 0;
                default:
                    return 64;
            }
        }
        catch (AudioDeviceException exception)
        {
            Say("lost", exception.Message);
            return 3;
        }
    }

    private static void ListDevices()
    {
        AudioDeviceCatalog catalog = AudioDeviceCatalog.Read();
        foreach (AudioDevice device in catalog.Devices)
            Say("device", $"{device.Index}|{device.Name}|{device.InputChannels}|{device.OutputChannels}|{device.SampleRateHz}|{device.IsDefaultInput}|{device.IsDefaultOutput}");
        Say("problem", catalog.Problem ?? "none");
    }

    /// <summary>Records until its input is closed.</summary>
    private static async Task CaptureAsync(string device, int channels, string file)
    {
        using CancellationTokenSource done = new();
        _ = Task.Run(() => { Console.In.ReadToEnd(); done.Cancel(); });
        PortAudioMicrophone microphone = new(device, channels);
        using WavWriter writer = new(File.Create(file), AudioFormat.SampleRateHz);
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long started = 0;
        long next = 0;
        try
        {
            await foreach (AudioFrame frame in microphone.ListenAsync(done.Token))
            {
                if (frame.Start != next || frame.Samples.Length != AudioFormat.FrameSamples)
                    Say("gap", frame.Start.ToString(CultureInfo.InvariantCulture));
                next = frame.End;
                writer.Write(frame.Samples.Span);
                if (frame.Start != 0)
                    continue;
                cpu = Process.GetCurrentProcess().TotalProcessorTime;
                started = TimeProvider.System.GetTimestamp();
                Say("recording", microphone.Name);
            }
        }
        catch (OperationCanceledException)
        {
            double seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            double used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
            Say("dropped", microphone.DroppedFrames.ToString(CultureInfo.InvariantCulture));
            Say("cpuPercent", (100 * used / seconds).ToString("0.00", CultureInfo.InvariantCulture));
        }
    }

    private static async Task PlayAsync(string device, int rateHz, string file)
    {
        await using PortAudioSpeaker speaker = new(device, rateHz);
        await speaker.OpenAsync(CancellationToken.None);
        Say("playing", speaker.Name);
        ReadOnlyMemory<float> samples = Read(file, rateHz);
        long started = TimeProvider.System.GetTimestamp();
        for (int at = 0; at < samples.Length; at += 3_001)
            await speaker.EnqueueAsync(samples.Slice(at, Math.Min(3_001, samples.Length - at)), CancellationToken.None);
        await speaker.DrainAsync(CancellationToken.None);

        Say("seconds", TimeProvider.System.GetElapsedTime(started).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        Say("enqueued", speaker.EnqueuedSamples.ToString(CultureInfo.InvariantCulture));
        Say("heard", speaker.HeardSamples.ToString(CultureInfo.InvariantCulture));
        Say("underruns", speaker.Underruns.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Falls silent after half a second, then says something more.</summary>
    private static async Task InterruptAsync(string device, string file)
    {
        await using PortAudioSpeaker speaker = new(device, AudioFormat.SampleRateHz);
        await speaker.OpenAsync(CancellationToken.None);
        await speaker.EnqueueAsync(Read(file, AudioFormat.SampleRateHz), CancellationToken.None);
        using (PeriodicTimer timer = new(TimeSpan.FromMilliseconds(5)))
        {
            while (speaker.HeardSamples < AudioFormat.SampleRateHz / 2)
                await timer.WaitForNextTickAsync();
        }

        speaker.Silence(TimeSpan.FromMilliseconds(30));
        await speaker.DrainAsync(CancellationToken.None);
        Say("heard", speaker.HeardSamples.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A host as the daemon builds one, until it is told to stop.</summary>
    private static async Task ServeAsync()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddSystemd();
        using IHost host = builder.Build();
        Say("service", SystemdHelpers.IsSystemdService().ToString());
        Say("notifier", (host.Services.GetService<ISystemdNotifier>()?.IsEnabled ?? false).ToString());
        Say("lifetime", host.Services.GetRequiredService<IHostLifetime>().GetType().Name);
        Say("pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        await host.RunAsync();
    }

    private static float[] Read(string file, int rateHz)
    {
        using FileStream stream = File.OpenRead(file);
        WavSound sound = WavReader.Read(stream);
        return PolyphaseResampler.Convert(sound.Samples, sound.SampleRateHz, rateHz);
    }

    internal static void Say(string name, string value)
    {
        Console.Out.WriteLine($"{name} {value}");
        Console.Out.Flush();
    }
}
