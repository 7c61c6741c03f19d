using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Capture;
using EmotionVoice.Edge.Devices.Simulated;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Devices.Tests.Simulated;

public sealed class WavSpeakerTests : IDisposable
{
    private const int Rate = 10_000;

    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task As_fast_as_possible_everything_is_written_and_heard_at_once()
    {
        await using (WavSpeaker speaker = new(_file, Rate, Pace.AsFastAsPossible))
        {
            await speaker.OpenAsync(Token);
            await speaker.EnqueueAsync(Fill(9_000), Token);
            await speaker.EnqueueAsync(Fill(400_000), Token);
            await speaker.DrainAsync(Token);
            Assert.Equal(409_000, speaker.HeardSamples);
            Assert.Equal(409_000, speaker.EnqueuedSamples);
        }

        WavSound sound = Read();
        Assert.Equal(Rate, sound.SampleRateHz);
        Assert.Equal(Fill(409_000), sound.Samples);
    }

    [Fact]
    public async Task In_real_time_what_is_heard_follows_the_clock()
    {
        FakeClock time = new();
        await using WavSpeaker speaker = new(_file, Rate, Pace.RealTime, time);
        await speaker.OpenAsync(Token);
        await speaker.EnqueueAsync(Fill(1_500), Token);
        Task drained = speaker.DrainAsync(Token);

        Advance(time, speaker, 100, heard: 1_000);
        Assert.False(drained.IsCompleted);
        Advance(time, speaker, 60, heard: 1_500);
        await drained;
    }

    [Fact]
    public async Task Gaps_within_a_reply_are_kept_and_silence_between_replies_is_not()
    {
        FakeClock time = new();
        await using (WavSpeaker speaker = new(_file, Rate, Pace.RealTime, time))
        {
            await speaker.OpenAsync(Token);
            Advance(time, speaker, 1_000, heard: 0);
            await speaker.EnqueueAsync(Fill(400), Token);
            Advance(time, speaker, 100, heard: 400); // 60 ms of silence in the reply
            await speaker.EnqueueAsync(Fill(200), Token);
            Task drained = speaker.DrainAsync(Token);
            Advance(time, speaker, 1_000, heard: 600);
            await drained;
        }

        Assert.Equal([.. Fill(400), .. new float[600], .. Fill(200)], Read().Samples);
    }

    [Fact]
    public async Task An_interrupted_reply_ends_with_a_short_ramp()
    {
        FakeClock time = new();
        await using (WavSpeaker speaker = new(_file, Rate, Pace.RealTime, time))
        {
            await speaker.OpenAsync(Token);
            await speaker.EnqueueAsync(Fill(100_000), Token);
            Advance(time, speaker, 500, heard: 5_000);
            speaker.Silence(TimeSpan.FromMilliseconds(40));
            Advance(time, speaker, 500, heard: 5_400);
            Assert.Equal(5_400, speaker.EnqueuedSamples);
        }

        float[] samples = Read().Samples;
        Assert.Equal(5_400, samples.Length);
        Assert.Equal(0.5f, samples[4_999]);
        Assert.Equal(0, samples[^1]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_named()
    {
        await using WavSpeaker speaker = new("/proc/answer.wav");
        AudioDeviceException exception = await Assert.ThrowsAsync<AudioDeviceException>(async () => await speaker.OpenAsync(Token));
        Assert.StartsWith("The answer can't be written to /proc/answer.wav", exception.Message, StringComparison.Ordinal);
    }

    private static void Advance(FakeClock time, WavSpeaker speaker, int milliseconds, long heard)
    {
        time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal(heard, speaker.HeardSamples);
    }

    private static float[] Fill(int samples) => [.. Enumerable.Repeat(0.5f, samples)];

    private WavSound Read()
    {
        using FileStream stream = File.OpenRead(_file);
        return WavReader.Read(stream);
    }
}
