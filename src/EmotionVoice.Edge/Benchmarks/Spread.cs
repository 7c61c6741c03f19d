namespace EmotionVoice.Edge.Benchmarks;

/// <summary>The middle and the slow end of repeated measurements; linear between ranks.</summary>
/// <param name="P50">Half of the values are at most this.</param>
/// <param name="P95">All but one in twenty are at most this.</param>
internal sealed record Spread(double P50, double P95)
{
    /// <summary>Null when there is nothing to describe.</summary>
    public static Spread? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : new Spread(Round(At(sorted, 0.5)), Round(At(sorted, 0.95)));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : At(sorted, 0.5);
    }

    private static double At(double[] sorted, double quantile)
    {
        double rank = quantile * (sorted.Length - 1);
        int below = (int)rank;
        return below + 1 < sorted.Length ? sorted[below] + ((rank - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private static double Round(double value) => Math.Round(value, 3);
}
