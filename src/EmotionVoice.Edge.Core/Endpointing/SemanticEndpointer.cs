namespace EmotionVoice.Edge.Core.Endpointing;

/// <summary>
/// The speaker's own pauses decide, sooner when the words are a finished sentence and the voice falls, later when they
/// ask for more. While the words are being worked out it waits: no answer could begin without them, so that costs nothing.
/// </summary>
public sealed class SemanticEndpointer(EndpointingOptions options) : IEndpointer
{
    private const double FinishedFactor = 0.6;
    private const double OpenFactor = 2;

    /// <summary>Semitones a second. Statements fall by about 10 at their end; a voice that rises or stays has more to say.</summary>
    private const float Rising = 3;
    private const double RisingFactor = 1.3;

    /// <summary>Somebody in the middle of a sentence gets at least this.</summary>
    private static readonly TimeSpan s_leastForOpen = TimeSpan.FromSeconds(1);

    private readonly DynamicEndpointer _dynamic = new(options);

    public bool IsTurnOver(in EndpointSituation situation) => situation.Silence >= Wait(situation);

    /// <summary>Silence that ends the turn.</summary>
    public TimeSpan Wait(in EndpointSituation situation)
    {
        TimeSpan usual = _dynamic.Wait(situation);
        return DynamicEndpointer.Bounded(situation.Known switch
        {
            WordsKnown.Soon => options.MaxSilence,
            WordsKnown.Yes => Known(usual, situation),
            _ => usual,
        }, options);
    }

    private static TimeSpan Known(TimeSpan usual, in EndpointSituation situation)
    {
        string words = situation.Words ?? "";
        float slope = situation.PitchSlope ?? 0;
        return SentenceEndings.Of(words, situation.Language ?? "") switch
        {
            // A question may well rise.
            SentenceEnding.Finished when slope < Rising || words.TrimEnd().EndsWith('?') => usual * FinishedFactor,
            SentenceEnding.Finished => usual,
            SentenceEnding.Open => usual * OpenFactor > s_leastForOpen ? usual * OpenFactor : s_leastForOpen,
            _ => usual * (slope > Rising ? RisingFactor : 1),
        };
    }
}
