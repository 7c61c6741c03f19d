namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>The policy that the settings name.</summary>
public static class Endpointers
{
    public static IEndpointer Create(EndpointingOptions options) => options.Policy switch
    {
        EndpointingPolicy.Fixed => new FixedEndpointer(options),
        EndpointingPolicy.Dynamic => new DynamicEndpointer(options),
        EndpointingPolicy.Semantic => new SemanticEndpointer(options),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Policy, "There is no such endpointing policy."),
    };
}
