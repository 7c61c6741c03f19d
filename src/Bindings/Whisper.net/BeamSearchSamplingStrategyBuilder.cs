namespace Whisper.net;

/// <summary>Settings of beam search.</summary>
public class BeamSearchSamplingStrategyBuilder
{
    internal BeamSearchSamplingStrategyBuilder()
    {
    }

    internal int? BeamSize { get; private set; }

    /// <summary>Texts followed side by side. Default 5, at most 8.</summary>
    public BeamSearchSamplingStrategyBuilder WithBeamSize(int beamSize)
    {
        BeamSize = beamSize;
        return this;
    }
}
