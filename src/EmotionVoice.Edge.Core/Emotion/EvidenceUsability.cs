namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>How far each side of the fusion can be relied on: 0 not at all, 1 in full.</summary>
internal static class EvidenceUsability
{
    // One word can say everything ("Great!") or nothing ("So"); from two on the count no longer matters.
    private const double OneWord = 0.75;

    public static double Of(VoiceEvidence? voice, FusionOptions options) =>
        voice is null || voice.Scores.IsNone
            ? 0
            : Ramp(voice.VoicedSeconds, options.VoicedSecondsUnusable, options.VoicedSecondsEnough)
                * Ramp(voice.SnrDb, options.SnrUnusableDb, options.SnrCleanDb);

    public static double Of(WordEvidence? words, FusionOptions options) =>
        words is null || words.Scores.IsNone || words.WordCount == 0
            ? 0
            : Ramp(words.TranscriptConfidence, options.TranscriptUnusable, options.TranscriptSure)
                * (words.WordCount == 1 ? OneWord : 1);

    private static double Ramp(double value, double none, double full) => Math.Clamp((value - none) / (full - none), 0, 1);
}
