using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Devices.Simulated;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Devices.Tests.Simulated;

public sealed class WavMicrophoneTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotionvoice-wav-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_follow_each_other_with_silence_before_between_and_after()
    {
        WavMicrophone microphone = new([File(1_000, 0.25f), File(700, 0.5f)], new WavMicrophoneOptions
        {
            Pace = Pace.AsFastAsPossible,
            LeadIn = TimeSpan.FromMilliseconds(10),
            Pause = TimeSpan.FromMilliseconds(20),
            TrailingSilence = TimeSpan.FromMilliseconds(50),
        });
        List<float> heard = [];
        await foreach (AudioFrame frame in microphone.ListenAsync(Token))
        {
            Assert.Equal(heard.Count, frame.Start);
            Assert.Equal(AudioFormat.FrameSamples, frame.Samples.Length);
            heard.AddRange(frame.Samples.Span);
        }

        float[] expected = [.. new float[160], .. Enumerable.Repeat(0.25f, 1_000), .. new float[320], .. Enumerable.Repeat(0.5f, 700), .. new float[800]];
        Assert.Equal(expected, heard[..expected.Length]);
        Assert.All(heard[expected.Length..], sample => Assert.Equal(0, sample));
        Assert.InRange(heard.Count - expected.Length, 0, AudioFormat.FrameSamples - 1);
        Assert.False(microphone.IsLive);
        Assert.Equal(0, microphone.DroppedFrames);
    }

    [Fact]
    public async Task In_real_time_a_frame_comes_every_32_ms()
    {
        FakeClock time = new();
        WavMicrophone microphone = new([File(5_000, 0.5f)], new WavMicrophoneOptions { LeadIn = TimeSpan.Zero }, time);
        await using IAsyncEnumerator<AudioFrame> frames = microphone.ListenAsync(Token).GetAsyncEnumerator(Token);
        for (int i = 0; i < 5; i++)
        {
            Task<bool> next = frames.MoveNextAsync().AsTask();
            time.Advance(TimeSpan.FromMilliseconds(31));
            Assert.False(next.IsCompleted);
            time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.True(await next);
            Assert.Equal(i * 512, frames.Current.Start);
        }
    }

    [Fact]
    public async Task A_listener_that_was_busy_loses_nothing_and_is_not_flooded()
    {
        FakeClock time = new();
        WavMicrophone microphone = new([File(50_000, 0.5f)], time: time);
        await using IAsyncEnumerator<AudioFrame> frames = microphone.ListenAsync(Token).GetAsyncEnumerator(Token);
        time.Advance(TimeSpan.FromSeconds(5));
        Task<bool> first = frames.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromMilliseconds(32));
        Assert.True(await first);
        time.Advance(TimeSpan.FromSeconds(20));

        Assert.True(await frames.MoveNextAsync());
        Assert.Equal(512, frames.Current.Start);
        Task<bool> third = frames.MoveNextAsync().AsTask();
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(32));
        Assert.True(await third);
    }

    [Fact]
    public async Task Files_of_other_rates_and_channels_are_converted()
    {
        string file = Path.Combine(_folder, "rate.wav");
        using (WavWriter writer = new(System.IO.File.Create(file), 48_000))
            writer.Write([.. Enumerable.Repeat(0.5f, 48_000)]);
        WavMicrophone microphone = new([file], new WavMicrophoneOptions { Pace = Pace.AsFastAsPossible, LeadIn = TimeSpan.Zero, TrailingSilence = TimeSpan.Zero });
        int frames = 0;
        await foreach (AudioFrame frame in microphone.ListenAsync(Token))
        {
            if (++frames == 10)
                Assert.Equal(0.5f, frame.Samples.Span[0], 1e-3f);
        }

        Assert.Equal(32, frames);
        Assert.Equal("rate.wav", microphone.Name);
    }

    [Fact]
    public async Task A_missing_or_broken_file_is_named()
    {
        string broken = Path.Combine(_folder, "letter.wav");
        await System.IO.File.WriteAllTextAsync(broken, "Dear customer,", Token);
        foreach (string file in new[] { broken, Path.Combine(_folder, "nowhere.wav") })
        {
            WavMicrophone microphone = new([file], new WavMicrophoneOptions { Pace = Pace.AsFastAsPossible });
            AudioDeviceException exception = await Assert.ThrowsAsync<AudioDeviceException>(async () =>
            {
                await foreach (AudioFrame _ in microphone.ListenAsync(Token))
                {
                }
            });
            Assert.StartsWith($"{file} can't be used as a microphone. ", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_stops_when_told_to()
    {
        using CancellationTokenSource stop = new();
        WavMicrophone microphone = new(Enumerable.Repeat(File(1_000, 0.5f), int.MaxValue), new WavMicrophoneOptions { Pace = Pace.AsFastAsPossible });
        int frames = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (AudioFrame _ in microphone.ListenAsync(stop.Token))
            {
                if (++frames == 1_000)
                    await stop.CancelAsync();
            }
        });
        Assert.Equal(1_000, frames);
    }

    private string File(int samples, float value)
    {
        string file = Path.Combine(_folder, $"{samples}-{value}.wav");
        using WavWriter writer = new(System.IO.File.Create(file), AudioFormat.SampleRateHz);
        writer.Write([.. Enumerable.Repeat(value, samples)]);
        return file;
    }
}
