using EmotionVoice.Edge.Core.Led;

namespace EmotionVoice.Edge.Core.Tests.Led;

public sealed class NightDimmingTests
{
    private static readonly LedRingOptions s_overMidnight = new() { NightLevel = 0.2 };

    [Theory]
    [InlineData("12:00", 1)]
    [InlineData("21:59", 1)]
    [InlineData("22:00", 1)]
    [InlineData("22:05", 0.2)]
    [InlineData("00:00", 0.2)]
    [InlineData("06:55", 0.2)]
    [InlineData("06:57:30", 0.6)]
    [InlineData("07:00", 1)]
    public void A_night_over_midnight_is_dark_between_its_ends(string time, double factor) =>
        Assert.Equal(factor, NightDimming.Factor(s_overMidnight, NightMode.Clock, Time(time)), 0.001);

    [Theory]
    [InlineData("12:59", 1)]
    [InlineData("14:00", 0.2)]
    [InlineData("15:01", 1)]
    public void A_night_within_a_day_works_too(string time, double factor) =>
        Assert.Equal(factor, NightDimming.Factor(new LedRingOptions { NightFrom = Time("13:00"), NightTo = Time("15:00"), NightLevel = 0.2 }, NightMode.Clock, Time(time)), 0.001);

    [Fact]
    public void The_same_time_twice_means_no_night() => Assert.Equal(1, NightDimming.Factor(new LedRingOptions { NightFrom = Time("22:00"), NightTo = Time("22:00") }, NightMode.Clock, Time("22:00")));

    [Fact]
    public void It_can_be_switched_by_hand()
    {
        LedControl control = new(s_overMidnight) { Brightness = 0.5f, Night = NightMode.Always };
        Assert.Equal(0.1, control.At(Time("12:00")), 0.001);
        control.Night = NightMode.Never;
        Assert.Equal(0.5, control.At(Time("00:00")), 0.001);
        control.Brightness = 7;
        Assert.Equal(1, control.Brightness);
    }

    [Fact]
    public void It_never_jumps()
    {
        for (int minute = 0; minute < 24 * 60; minute++)
            Assert.InRange(
                NightDimming.Factor(s_overMidnight, NightMode.Clock, TimeSpan.FromMinutes(minute)) - NightDimming.Factor(s_overMidnight, NightMode.Clock, TimeSpan.FromMinutes((minute + 1) % 1440)),
                -0.17f, 0.17f);
    }

    private static TimeSpan Time(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
