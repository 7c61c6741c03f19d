using EmotionVoice.Edge.Core.Led;
using EmotionVoice.Edge.Devices.Simulated;

namespace EmotionVoice.Edge.Devices.Tests.Simulated;

public sealed class TerminalLedRingTests
{
    [Fact]
    public void It_keeps_the_last_frame_and_not_the_callers_buffer()
    {
        TerminalLedRing ring = new(2);
        Rgb[] frame = [new(1, 2, 3), new(4, 5, 6)];
        ring.Show(frame);
        frame[0] = default;
        Rgb[] seen = new Rgb[2];
        ring.Read(seen);
        Assert.Equal([new(1, 2, 3), new(4, 5, 6)], seen);
    }

    [Fact]
    public void A_frame_of_another_size_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TerminalLedRing(8).Show(new Rgb[7]));
}
