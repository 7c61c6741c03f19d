using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Led;

namespace EmotionVoice.Edge.Core.Tests.Led;

public sealed class RingPaletteTests
{
    /// <summary>In CIELAB; 2.3 is just noticeable side by side, and these are seen one after the other.</summary>
    private const double Apart = 30;

    [Fact]
    public void The_colour_blind_safe_palette_keeps_every_pair_apart_for_all_eyes() =>
        Assert.All(Pairs(LedPalette.ColourBlindSafe), pair => Assert.True(pair.Distance >= Apart, $"{pair}"));

    [Fact]
    public void The_standard_palette_keeps_every_pair_apart_for_most_eyes_and_not_without_red_cones()
    {
        Assert.All(Pairs(LedPalette.Standard).Where(pair => pair.Cones == Cones.All), pair => Assert.True(pair.Distance >= 20, $"{pair}"));
        Assert.Contains(Pairs(LedPalette.Standard), pair => pair is { Cones: Cones.WithoutRed, Distance: < 10 });
    }

    [Theory]
    [InlineData(LedPalette.Standard)]
    [InlineData(LedPalette.ColourBlindSafe)]
    public void Surer_is_more_saturated(LedPalette palette)
    {
        foreach (EmotionLabel label in EmotionScores.SevenLabels.Where(label => label != EmotionLabel.Neutral))
        {
            float[] saturation = [.. Enumerable.Range(0, 11).Select(i => Saturation(RingPalette.Tint(palette, label, i / 10f)))];
            Assert.All(saturation.Zip(saturation.Skip(1)), pair => Assert.True(pair.Second > pair.First, $"{label}: {string.Join(' ', saturation)}"));
        }
    }

    [Theory]
    [InlineData(LedPalette.Standard)]
    [InlineData(LedPalette.ColourBlindSafe)]
    public void Every_colour_is_bright_enough_to_be_seen_at_idle(LedPalette palette) =>
        Assert.All(Enum.GetValues<EmotionLabel>(), label => Assert.True(RingPalette.Of(palette, label).Strongest > 0.15f, label.Name()));

    private static float Saturation(LinearRgb c) => 1 - MathF.Min(c.R, MathF.Min(c.G, c.B)) / c.Strongest;

    private static IEnumerable<(EmotionLabel Left, EmotionLabel Right, Cones Cones, double Distance)> Pairs(LedPalette palette) =>
        from left in Enum.GetValues<EmotionLabel>()
        from right in Enum.GetValues<EmotionLabel>()
        where left < right
        from cones in Enum.GetValues<Cones>()
        select (left, right, cones, ColourVision.Distance(RingPalette.Of(palette, left), RingPalette.Of(palette, right), cones));
}
