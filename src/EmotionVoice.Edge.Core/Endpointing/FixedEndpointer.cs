namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>A turn is over after a fixed silence.</summary>
public sealed class FixedEndpointer(EndpointingOptions options) : IEndpointer
{
    public bool IsTurnOver(in EndpointSituation situation) => situation.Silence >= options.Silence;
}
