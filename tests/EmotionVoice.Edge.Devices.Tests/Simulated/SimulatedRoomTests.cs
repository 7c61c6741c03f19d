using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Playback;
using EmotionVoice.Edge.Devices.Simulated;

namespace EmotionVoice.Edge.Devices.Tests.Simulated;

public sealed class SimulatedRoomTests
{
    [Fact]
    public async Task WhatIsSaidIsHeardAtItsPositionOverFaintNoise()
    {
        await using SimulatedRoom room = new();
        room.Say(Tone(800), at: 1_000);

        Steps(room, 20);

        float[] heard = room.Heard.Samples();
        Assert.InRange(Level.RmsDbfs(heard.AsSpan(0, 1_000)), -70, -60);
        Assert.InRange(Level.RmsDbfs(heard.AsSpan(1_000, 800)), -7, -5);
        Assert.InRange(Level.RmsDbfs(heard.AsSpan(1_800)), -70, -60);
        Assert.Null(room.Played.FirstAudible(0));
    }

    [Fact]
    public async Task WhatIsPlayedIsRecordedToldAndComesBackAsAnEcho()
    {
        PlayedSound played = new();
        await using SimulatedRoom room = new(new EchoPath(-20, TimeSpan.FromMilliseconds(50)), played);
        Steps(room, 10);
        await room.Speaker.EnqueueAsync(Tone(3_200), TestContext.Current.CancellationToken);

        Steps(room, 40);

        Assert.Equal(1_600, room.Played.FirstAudible(0));
        Assert.Equal(4_800, room.Played.LastAudible(0));
        Assert.Equal(2_400, room.Heard.FirstAudible(0));
        Assert.Equal(-26, room.Heard.AudibleLevelDb(), 0);
        Assert.Equal(3_200, room.Speaker.HeardSamples);
        Assert.Equal(8_000, played.Read(new float[16_000], out int rate, out _));
        Assert.Equal(AudioFormat.SampleRateHz, rate);
    }

    [Fact]
    public async Task AHeldLoudspeakerIsSilentAndGoesOn()
    {
        await using SimulatedRoom room = new();
        await room.Speaker.EnqueueAsync(Tone(16_000), TestContext.Current.CancellationToken);
        Steps(room, 30);
        room.Speaker.Hold(TimeSpan.FromMilliseconds(30));
        Steps(room, 30);
        Assert.InRange(room.Played.LastAudible(0)!.Value, 4_800, 5_300);

        room.Speaker.Release();
        Steps(room, 1);

        Assert.Equal(9_760, room.Played.LastAudible(0));
    }

    [Fact]
    public async Task ADeviceThatListensGetsItsFramesByTheClock()
    {
        await using SimulatedRoom room = new();
        room.Say(Tone(16_000), at: 0);
        long next = 0;

        await foreach (AudioFrame frame in room.Microphone.ListenAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(next, frame.Start);
            Assert.InRange(Level.RmsDbfs(frame.Samples.Span), -7, -5);
            next = frame.End;
            if (next >= 3 * AudioFormat.FrameSamples)
                break;
        }

        Assert.True(room.Now >= next);
    }

    private static void Steps(SimulatedRoom room, int count)
    {
        for (int i = 0; i < count; i++)
            room.Step();
    }

    private static float[] Tone(int samples) => [.. Enumerable.Range(0, samples).Select(i => i % 2 == 0 ? 0.5f : -0.5f)];
}
