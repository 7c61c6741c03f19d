using EmotionVoice.Edge.Core.Emotion;

namespace EmotionVoice.Edge.Evaluation;

/// <summary>How often each label was taken for which.</summary>
internal sealed class ConfusionMatrix
{
    private readonly int[,] _counts = new int[EmotionLabels.Count, EmotionLabels.Count];

    public int this[EmotionLabel truth, EmotionLabel heard] => _counts[(int)truth, (int)heard];

    public void Add(EmotionLabel truth, EmotionLabel heard) => _counts[(int)truth, (int)heard]++;

    public int Count => _counts.Cast<int>().Sum();

    /// <summary>Labels that occur as truth.</summary>
    public IReadOnlyList<EmotionLabel> Truths => [.. Enum.GetValues<EmotionLabel>().Where(label => Total(label) > 0)];

    /// <summary>Labels that occur at all.</summary>
    public IReadOnlyList<EmotionLabel> Labels =>
        [.. Enum.GetValues<EmotionLabel>().Where(label => Total(label) > 0 || Enum.GetValues<EmotionLabel>().Any(truth => this[truth, label] > 0))];

    public int Total(EmotionLabel truth) => Enum.GetValues<EmotionLabel>().Sum(heard => this[truth, heard]);

    /// <summary>Share of right answers among clips of one label, in [0, 1].</summary>
    public double Recall(EmotionLabel truth) => (double)this[truth, truth] / Total(truth);

    /// <summary>Mean recall over labels, in [0, 1]: does not favour frequent labels.</summary>
    public double UnweightedAccuracy => Truths.Count == 0 ? 0 : Truths.Average(Recall);

    /// <summary>Share of right answers, in [0, 1].</summary>
    public double Accuracy => Truths.Count == 0 ? 0 : (double)Truths.Sum(truth => this[truth, truth]) / Truths.Sum(Total);
}
