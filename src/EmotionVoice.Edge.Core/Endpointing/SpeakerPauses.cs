namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>Pauses that a speaker makes inside a turn.</summary>
/// <param name="Count">How many were heard.</param>
/// <param name="Typical">Exponential average.</param>
/// <param name="Spread">Exponential average of the distance from it.</param>
/// <param name="Longest">The longest so far.</param>
public readonly record struct PauseStatistics(int Count, TimeSpan Typical, TimeSpan Spread, TimeSpan Longest);

/// <summary>
/// Learns how long a speaker pauses inside a turn: average and spread, as TCP learns round-trip times (RFC 6298), so that
/// average plus twice the spread covers nearly all. Used only by the listening loop.
/// </summary>
public sealed class SpeakerPauses(EndpointingOptions options)
{
    /// <summary>Shorter silences belong to words: closures of plosives are up to about 150 ms long.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(150);

    /// <summary>What is known so far; at first chosen so that the wait is the set silence.</summary>
    public PauseStatistics Statistics { get; private set; } = new(0, options.Silence / 2, options.Silence / 4, TimeSpan.Zero);

    /// <summary>The speaker went on after <paramref name="pause"/>.</summary>
    public void Add(TimeSpan pause)
    {
        if (pause < s_shortest || pause > options.MaxSilence)
            return;
        PauseStatistics known = Statistics;
        Statistics = new PauseStatistics(
            known.Count + 1,
            known.Typical + ((pause - known.Typical) * options.Learning),
            known.Spread + (((pause - known.Typical).Duration() - known.Spread) * options.Learning),
            pause > known.Longest ? pause : known.Longest);
    }
}
