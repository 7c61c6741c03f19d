using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Led;

namespace EmotionVoice.Edge.Core.Tests.Led;

public sealed class RingAnimationTests
{
    private static readonly LinearRgb s_white = new(1, 1, 1);

    public static TheoryData<RingState> States => [.. Enum.GetValues<RingState>()];

    [Fact]
    public void Every_state_in_every_feelings_colour_looks_as_it_did()
    {
        string file = SourceTree.File("tests", "TestData", "Led", "frames.txt");
        string[] actual = [.. GoldenFrames.Lines()];
        if (SourceTree.Update)
            File.WriteAllLines(file, actual);
        string[] expected = File.ReadAllLines(file);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.True(GoldenFrames.Same(pair.First, pair.Second), $"{pair.First}\n{pair.Second}\n{SourceTree.HowToUpdate}"));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void No_led_jumps_from_one_frame_to_the_next(RingState state)
    {
        LinearRgb[] before = Draw(state, TimeSpan.Zero, level: 0.6f);
        for (int i = 1; i < 500; i++)
        {
            LinearRgb[] now = Draw(state, TimeSpan.FromMilliseconds(20 * i), level: 0.6f);
            Assert.All(before.Zip(now), pair => Assert.InRange(MathF.Abs(pair.First.R - pair.Second.R), 0, 0.3f));
            before = now;
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Light_stays_between_nothing_and_full(RingState state)
    {
        foreach (float level in (float[])[0, 0.01f, 0.5f, 1])
            for (int i = 0; i < 300; i++)
                Assert.All(Draw(state, TimeSpan.FromMilliseconds(33 * i), level, count: 60), led => Assert.InRange(led.R, 0, 1.0001f));
    }

    [Fact]
    public void Idle_breathes_and_is_very_dim()
    {
        float[] lights = [.. Enumerable.Range(0, 250).Select(i => Draw(RingState.Idle, TimeSpan.FromMilliseconds(20 * i))[0].R)];
        Assert.InRange(lights.Max(), 0.04f, 0.08f);
        Assert.InRange(lights.Min(), 0.01f, 0.03f);
    }

    [Theory]
    [InlineData(RingState.Listening)]
    [InlineData(RingState.Hearing)]
    [InlineData(RingState.Speaking)]
    public void Louder_is_brighter(RingState state)
    {
        float[] light = [.. Enumerable.Range(0, 11).Select(level => Draw(state, TimeSpan.FromSeconds(1), level / 10f).Sum(led => led.R))];
        Assert.All(light.Zip(light.Skip(1)), pair => Assert.True(pair.Second > pair.First, string.Join(" ", light)));
    }

    [Fact]
    public void Thinking_goes_once_round_clockwise()
    {
        int[] brightest = [.. Enumerable.Range(0, 12).Select(step => Brightest(Draw(RingState.Thinking, TimeSpan.FromMilliseconds(100 * step + 10), count: 12)))];
        Assert.Equal(Enumerable.Range(0, 12), brightest);
    }

    [Fact]
    public void Speech_rises_on_both_sides_from_the_bottom()
    {
        LinearRgb[] ring = Draw(RingState.Hearing, TimeSpan.Zero, level: 0.5f, count: 16);
        Assert.True(ring[8].R > 0.9f && ring[0].R < 0.2f);
        for (int i = 1; i < 8; i++)
            Assert.Equal(ring[i].R, ring[16 - i].R, 3);
    }

    [Fact]
    public void Muted_is_an_arc_of_a_third_whatever_the_feeling()
    {
        LinearRgb[] ring = new LinearRgb[30];
        RingAnimation.Draw(new RingScene(RingState.Muted, TimeSpan.Zero, new LinearRgb(0, 0, 1)), TimeSpan.Zero, ring);
        Assert.InRange(ring.Count(led => led.R > 0), 9, 12);
        Assert.All(ring, led => Assert.True(led.B <= led.R));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 8)]
    [InlineData(1, 16)]
    public void The_start_fills_the_ring(double readiness, int lit)
    {
        LinearRgb[] ring = new LinearRgb[16];
        RingAnimation.Draw(new RingScene(RingState.Starting, TimeSpan.Zero, s_white, Readiness: (float)readiness), TimeSpan.Zero, ring);
        Assert.Equal(lit, ring.Count(led => led.R > 0.3f));
    }

    [Fact]
    public void A_month_of_uptime_does_not_make_it_stutter()
    {
        TimeSpan month = TimeSpan.FromDays(30);
        float[] lights = [.. Enumerable.Range(0, 100).Select(i => Draw(RingState.Idle, month + TimeSpan.FromMilliseconds(20 * i))[0].R)];
        Assert.Equal(100, lights.Distinct().Count());
    }

    private static LinearRgb[] Draw(RingState state, TimeSpan at, float level = 0, int count = 16)
    {
        LinearRgb[] ring = new LinearRgb[count];
        RingAnimation.Draw(new RingScene(state, at, s_white, level, Readiness: 0.4f), at, ring);
        return ring;
    }

    private static int Brightest(LinearRgb[] ring) => Enumerable.Range(0, ring.Length).MaxBy(i => ring[i].R);
}
