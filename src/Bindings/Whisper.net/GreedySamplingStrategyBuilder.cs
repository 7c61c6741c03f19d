namespace Whisper.net;

/// <summary>Settings of greedy decoding.</summary>
public class GreedySamplingStrategyBuilder
{
    internal GreedySamplingStrategyBuilder()
    {
    }

    internal int? BestOf { get; private set; }

    /// <summary>Decoders that run side by side when the temperature is above 0. Default 5.</summary>
    public GreedySamplingStrategyBuilder WithBestOf(int bestOf)
    {
        BestOf = bestOf;
        return this;
    }
}
