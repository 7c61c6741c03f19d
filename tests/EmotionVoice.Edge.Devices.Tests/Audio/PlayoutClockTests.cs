using EmotionVoice.Edge.Devices.Audio;

namespace EmotionVoice.Edge.Devices.Tests.Audio;

public sealed class PlayoutClockTests
{
    [Fact]
    public void What_the_device_took_is_heard_when_its_latency_has_passed()
    {
        PlayoutClock clock = new(1_000);
        clock.Note(audibleAt: 10.1, first: 0, count: 20);
        clock.Note(audibleAt: 10.12, first: 20, count: 20);

        Assert.Equal(0, clock.HeardAt(10.0));
        Assert.Equal(5, clock.HeardAt(10.1051));
        Assert.Equal(20, clock.HeardAt(10.12));
        Assert.Equal(39, clock.HeardAt(10.1399));
        Assert.Equal(40, clock.HeardAt(11));
    }

    [Fact]
    public void Silence_between_two_replies_moves_nothing()
    {
        PlayoutClock clock = new(1_000);
        clock.Note(1.00, 0, 10);
        clock.Note(1.02, 10, 0);
        clock.Note(1.04, 10, 0);
        clock.Note(1.06, 10, 20);
        Assert.Equal(10, clock.HeardAt(1.03));
        Assert.Equal(10, clock.HeardAt(1.0599));
        Assert.Equal(15, clock.HeardAt(1.0651));
    }

    [Fact]
    public void Nothing_taken_is_nothing_heard() => Assert.Equal(0, new PlayoutClock(48_000).HeardAt(123));

    [Fact]
    public void It_goes_on_for_longer_than_it_remembers()
    {
        PlayoutClock clock = new(1_000);
        for (int i = 0; i < 5_000; i++)
            clock.Note(0.5 + i * 0.02, 20L * i, 20);
        Assert.Equal(5_000, clock.Noted);
        Assert.Equal(20L * 4_990, clock.HeardAt(0.5 + 4_990 * 0.02 + 1e-9));
        Assert.Equal(20L * (5_000 - 256), clock.HeardAt(0));
    }
}
