using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Devices.Audio;

namespace EmotionVoice.Edge.Devices.Tests.Audio;

public sealed class FrameReaderTests
{
    [Fact]
    public void Buffers_of_any_size_become_whole_continuous_frames_at_16_kHz()
    {
        const int rate = 44_100;
        float[] tone = [.. Enumerable.Range(0, 4 * rate).Select(i => (float)Math.Sin(2 * Math.PI * 500 * i / rate))];
        CaptureRing ring = new(rate);
        FrameReader reader = new(ring, rate);
        List<float> heard = [];
        for (int at = 0; at < tone.Length; at += 900)
        {
            ring.Write(tone.AsSpan(at, Math.Min(900, tone.Length - at)), channels: 1);
            while (reader.TryRead(out AudioFrame frame))
            {
                Assert.Equal(heard.Count, frame.Start);
                Assert.Equal(AudioFormat.FrameSamples, frame.Samples.Length);
                heard.AddRange(frame.Samples.Span);
            }
        }

        Assert.InRange(heard.Count, 4 * 16_000 - 2 * AudioFormat.FrameSamples, 4 * 16_000);
        for (int i = 1_000; i < heard.Count; i++)
            Assert.Equal(Math.Sin(2 * Math.PI * 500 * i / 16_000), heard[i], 1e-3);
    }

    [Fact]
    public void What_the_ring_lost_is_told_once_at_16_kHz()
    {
        CaptureRing ring = new(48_000);
        FrameReader reader = new(ring, 48_000);
        ring.Write(new float[300_000], channels: 1);
        while (reader.TryRead(out _))
        {
        }

        Assert.Equal(ring.Lost / 3, reader.TakeLostSamples());
        Assert.Equal(0, reader.TakeLostSamples());
        Assert.True(ring.Lost > 200_000);
    }

    [Fact]
    public void A_frame_keeps_its_samples_when_the_next_one_comes()
    {
        CaptureRing ring = new(16_000);
        FrameReader reader = new(ring, 16_000);
        ring.Write([.. Enumerable.Repeat(0.25f, 512), .. Enumerable.Repeat(0.75f, 512)], channels: 1);
        Assert.True(reader.TryRead(out AudioFrame first));
        Assert.True(reader.TryRead(out AudioFrame second));
        Assert.Equal(0.25f, first.Samples.Span[511]);
        Assert.Equal(0.75f, second.Samples.Span[0]);
    }
}
