namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>A turn is over after a silence that is longer than this speaker's pauses usually are.</summary>
public sealed class DynamicEndpointer(EndpointingOptions options) : IEndpointer
{
    private const double Spreads = 2;

    /// <summary>Fewer pauses don't show that a speaker is quick: the set silence is waited for at least.</summary>
    private const int KnownAfter = 5;

    public bool IsTurnOver(in EndpointSituation situation) => situation.Silence >= Wait(situation);

    /// <summary>Silence that ends the turn.</summary>
    public TimeSpan Wait(in EndpointSituation situation)
    {
        TimeSpan wait = situation.Pauses is { } pauses ? pauses.Typical + (pauses.Spread * Spreads) : options.Silence;
        bool known = situation.Pauses is { Count: >= KnownAfter };
        return Bounded(known || wait > options.Silence ? wait : options.Silence, options);
    }

    internal static TimeSpan Bounded(TimeSpan wait, EndpointingOptions options) =>
        wait < options.MinSilence ? options.MinSilence : wait > options.MaxSilence ? options.MaxSilence : wait;
}
