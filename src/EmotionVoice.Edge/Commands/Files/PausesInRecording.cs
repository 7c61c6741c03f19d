using EmotionVoice.Edge.Core.Endpointing;

namespace EmotionVoice.Edge.Commands.Files;

/// <summary>
/// Where a recording is cut: nobody waits for an answer, so long pauses are kept in one piece as long as it fits into a
/// recogniser's window of 30 s, and the longer it gets, the shorter the pause that ends it. Pure.
/// </summary>
internal sealed class PausesInRecording : IEndpointer
{
    /// <summary>Less than the segmenter's pre-roll, so that what lies between two pieces belongs to the second.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(96);

    public bool IsTurnOver(in EndpointSituation situation) => situation.Silence >= Ending(situation.Speech);

    private static TimeSpan Ending(TimeSpan speech) => speech.TotalSeconds switch
    {
        < 8 => TimeSpan.FromSeconds(1),
        < 15 => TimeSpan.FromSeconds(0.7),
        < 20 => TimeSpan.FromSeconds(0.25),
        _ => s_shortest,
    };
}
