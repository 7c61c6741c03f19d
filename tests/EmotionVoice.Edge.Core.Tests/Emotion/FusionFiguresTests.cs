using System.Text.Json;
using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Core.Tests.Emotion;

/// <summary>What the fusion reaches on 2,000 pairs of voice and word scores with known labels.</summary>
public sealed class FusionFiguresTests
{
    private static readonly EmotionScores s_prior = EmotionScores.FromSeven([0.129f, 0.018f, 0.017f, 0.337f, 0.496f, 0.075f, 0.024f]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheShippedRuleBeatsThePlainSumOnEveryKind(bool thresholded)
    {
        List<Pair> pairs = Read();
        Figures plain = Measure(pairs, new FusionOptions { Rule = FusionRule.WeightedSum, ConfidenceThreshold = 0 }, thresholded: false);
        Assert.Equal(64.0, plain.Unweighted, 0.1);
        Assert.Equal((76.1, 68.7, 12.3), (plain["agree"], plain["voice"], plain["words"]));

        Figures shipped = Measure(pairs, new FusionOptions(), thresholded);
        Assert.InRange(shipped.Unweighted, 72, 100);
        Assert.InRange(shipped["agree"], 82, 100);
        Assert.InRange(shipped["voice"], 69.5, 100);
        Assert.InRange(shipped["words"], 45, 100);
        Assert.InRange(shipped["neutral"], 74, 100);
    }

    [Fact]
    public void BothHalvesOfThePairsAreMetSoThatTheRuleIsNoFluke()
    {
        List<Pair> pairs = Read();
        Assert.All([0, 1], half =>
        {
            Figures figures = Measure([.. pairs.Where((_, i) => i % 2 == half)], new FusionOptions(), thresholded: true);
            Assert.InRange(figures.Unweighted, 69, 100);
            Assert.InRange(figures["neutral"], 65, 100);
        });
    }

    [Fact]
    public void TheConfidenceIsHonest()
    {
        // Expected calibration error over ten bins.
        EmotionFusion fusion = new(new FusionOptions());
        var judged = Read().Select(pair => (Fused: Fuse(fusion, pair), pair.Label)).ToList();
        double error = judged.GroupBy(x => Math.Min(9, (int)(x.Fused.Confidence * 10)))
            .Sum(bin => Math.Abs(bin.Sum(x => x.Fused.Confidence - (x.Fused.Scores.Top == x.Label ? 1 : 0)))) / judged.Count;
        TestContext.Current.TestOutputHelper?.WriteLine($"expected calibration error {error:F3}");
        Assert.InRange(error, 0, 0.05);
    }

    private static Figures Measure(List<Pair> pairs, FusionOptions options, bool thresholded)
    {
        EmotionFusion fusion = new(options);
        var judged = pairs.Select(pair =>
        {
            FusedEmotion fused = Fuse(fusion, pair);
            return (pair.Kind, pair.Label, Right: (thresholded ? fused.Label : fused.Scores.Top) == pair.Label);
        }).ToList();
        Figures figures = new(
            100 * judged.GroupBy(x => x.Label).Average(group => group.Average(x => x.Right ? 1.0 : 0)),
            judged.GroupBy(x => x.Kind).ToDictionary(group => group.Key, group => Math.Round(100 * group.Average(x => x.Right ? 1.0 : 0), 1)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{options.Rule} thresholded={thresholded}: UA {figures.Unweighted:F1} {string.Join(", ", figures.ByKind)}");
        return figures;
    }

    private static FusedEmotion Fuse(EmotionFusion fusion, Pair pair) =>
        fusion.Fuse(new VoiceEvidence(pair.Voice, 2, 25), new WordEvidence(pair.Words, s_prior, 0.95f, pair.Length));

    private static List<Pair> Read() => [.. File.ReadLines(SharedFiles.Require("fusion/dev.jsonl")).Select(line =>
    {
        using JsonDocument json = JsonDocument.Parse(line);
        JsonElement root = json.RootElement;
        Assert.True(EmotionLabels.TryParse(root.GetProperty("label").GetString()!, out EmotionLabel label));
        return new Pair(root.GetProperty("kind").GetString()!, label, Scores(root, "voice"), Scores(root, "words"), root.GetProperty("length").GetInt32());
    })];

    private static EmotionScores Scores(JsonElement root, string name) =>
        EmotionScores.FromSeven([.. root.GetProperty(name).EnumerateArray().Select(x => x.GetSingle())]);

    private sealed record Pair(string Kind, EmotionLabel Label, EmotionScores Voice, EmotionScores Words, int Length);

    private sealed record Figures(double Unweighted, Dictionary<string, double> ByKind)
    {
        public double this[string kind] => ByKind[kind];
    }
}
