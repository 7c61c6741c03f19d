namespace EmotionVoice.Edge.Evaluation;

/// <summary>Transcripts against their references; adds up over files.</summary>
/// <param name="Words">Word errors, numbers spelled out.</param>
/// <param name="Characters">Character errors, numbers spelled out.</param>
/// <param name="WrittenWords">Word errors, numbers as written.</param>
/// <param name="Audio">Length of the recordings.</param>
/// <param name="Processing">Time that transcribing took.</param>
internal readonly record struct TranscriptScore(ErrorRate Words, ErrorRate Characters, ErrorRate WrittenWords, TimeSpan Audio, TimeSpan Processing)
{
    public static TranscriptScore Of(string reference, string heard, TimeSpan audio, TimeSpan processing) => new(
        ErrorRate.OfWords(reference, heard),
        ErrorRate.OfCharacters(reference, heard),
        ErrorRate.OfWords(reference, heard, spellNumbers: false),
        audio,
        processing);

    /// <summary>Processing time by audio time; below 1 is faster than speech.</summary>
    public double RealTimeFactor => Audio > TimeSpan.Zero ? Processing / Audio : 0;

    public static TranscriptScore operator +(TranscriptScore left, TranscriptScore right) => new(
        left.Words + right.Words,
        left.Characters + right.Characters,
        left.WrittenWords + right.WrittenWords,
        left.Audio + right.Audio,
        left.Processing + right.Processing);
}
