using EmotionVoice.Edge.Core.Led;

namespace EmotionVoice.Edge.Core.Tests.Led;

public sealed class CurrentLimitTests
{
    [Fact]
    public void Sixty_white_leds_draw_three_and_a_half_amperes()
    {
        Rgb[] white = new Rgb[60];
        Array.Fill(white, new Rgb(255, 255, 255));
        Assert.Equal(60 * 60 + 60, CurrentLimit.Milliamps(white), 3);
    }

    [Fact]
    public void No_frame_ever_draws_more_than_the_budget()
    {
        Random random = new(20_261_120);
        for (int i = 0; i < 20_000; i++)
        {
            Rgb[] frame = new Rgb[random.Next(8, 61)];
            int most = random.Next(1, 257);
            for (int led = 0; led < frame.Length; led++)
                frame[led] = new Rgb((byte)random.Next(most), (byte)random.Next(most), (byte)random.Next(most));
            double budget = frame.Length * LedRingCurrentCheck.LeastMilliampsAnLed + random.NextDouble() * 4000;
            double before = CurrentLimit.Milliamps(frame);
            double factor = CurrentLimit.Apply(frame, budget);
            Assert.InRange(CurrentLimit.Milliamps(frame), 0, budget);
            Assert.Equal(before <= budget, factor == 1);
        }
    }

    [Fact]
    public void A_frame_within_the_budget_stays_as_it_is()
    {
        Rgb[] frame = [new(255, 128, 1), new(0, 3, 9)];
        Assert.Equal(1, CurrentLimit.Apply(frame, CurrentLimit.Milliamps(frame)));
        Assert.Equal([new(255, 128, 1), new(0, 3, 9)], frame);
    }

    [Fact]
    public void All_leds_are_scaled_alike_so_that_the_picture_stays()
    {
        Rgb[] frame = [new(200, 100, 0), new(100, 50, 0), new(0, 0, 50)];
        double factor = CurrentLimit.Apply(frame, 3 + 10);
        Assert.InRange(factor, 0.2, 0.4);
        Assert.Equal(frame[0].R, 2.0 * frame[1].R, 2.0);
        Assert.Equal(frame[0].G, 2.0 * frame[2].B, 2.0);
    }

    [Fact]
    public void Encoding_keeps_to_the_budget_at_every_brightness()
    {
        LinearRgb[] light = new LinearRgb[24];
        Array.Fill(light, new LinearRgb(1, 1, 1));
        Rgb[] frame = new Rgb[24];
        for (int i = 0; i <= 20; i++)
        {
            LedFrame.Encode(light, i / 20f, 300, frame);
            Assert.InRange(CurrentLimit.Milliamps(frame), 0, 300);
        }

        Assert.InRange(CurrentLimit.Milliamps(frame), 280, 300);
    }

    [Fact]
    public void Dimmed_is_not_out_and_off_is()
    {
        Rgb[] frame = new Rgb[1];
        LedFrame.Encode([new LinearRgb(0.02f, 0.01f, 0)], 0.05f, 1000, frame);
        Assert.Equal(new Rgb(1, 0, 0), frame[0]);
        LedFrame.Encode([new LinearRgb(0.02f, 0.01f, 0)], 0, 1000, frame);
        Assert.Equal(default, frame[0]);
    }
}
