using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.VoiceActivity;

/// <summary>Why an utterance ended.</summary>
public enum UtteranceEnd
{
    /// <summary>The endpointer decided that the turn is over.</summary>
    TurnOver,

    /// <summary>The longest allowed utterance was reached; the speaker may still be talking.</summary>
    TooLong,

    /// <summary>The source ended.</summary>
    EndOfSound,
}

/// <summary>What somebody said in one go, with a little sound before and after.</summary>
/// <param name="Samples">[n] mono float32 at 16 kHz: pre-roll, speech, trailing silence.</param>
/// <param name="Start">Audio time of the first sample, in samples since capture began.</param>
/// <param name="Speech">Time in frames judged as speech.</param>
/// <param name="TrailingSilence">Time between the end of speech and the decision that the turn is over.</param>
/// <param name="End">Why it ended.</param>
public sealed record Utterance(ReadOnlyMemory<float> Samples, long Start, TimeSpan Speech, TimeSpan TrailingSilence, UtteranceEnd End)
{
    /// <summary>Audio time at which speech ended, in samples since capture began.</summary>
    public long SpeechEnd => Start + Samples.Length - AudioFormat.Samples(TrailingSilence);

    public TimeSpan Duration => AudioFormat.Duration(Samples.Length);

    /// <summary>A whole recording taken as one utterance, as the file commands do.</summary>
    public static Utterance Whole(ReadOnlyMemory<float> samples) =>
        new(samples, 0, AudioFormat.Duration(samples.Length), TimeSpan.Zero, UtteranceEnd.EndOfSound);
}
