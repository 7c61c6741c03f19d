using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Dialogue;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Devices.Simulated;

namespace EmotionVoice.Edge.Benchmarks.Conversations;

/// <summary>What came of something that was said into silence, read from what the loudspeaker played. Pure.</summary>
/// <param name="Said">What was said, and when.</param>
/// <param name="FirstAudio">Position of the first audible sound after it; null: nothing came.</param>
/// <param name="CutIn">Something was audible before the person had finished.</param>
/// <param name="Understood">Whether words were found; else it was asked again, or nothing was answered.</param>
/// <param name="Opened">Whether the answer began with an opener.</param>
/// <param name="Timings">By the program's own account, of the last turn; null when none was completed.</param>
internal sealed record AnsweredTurn(Said Said, long? FirstAudio, bool CutIn, bool Understood, bool Opened, TurnTimings? Timings)
{
    /// <summary>End of speech to first audio; null when there is none to speak of.</summary>
    public TimeSpan? Response => !CutIn && Understood && FirstAudio is { } at ? AudioFormat.Duration(at - Said.SpeechEnd) : null;

    /// <param name="said">What was said.</param>
    /// <param name="until">What comes from there on belongs to something else.</param>
    /// <param name="played">What the loudspeaker played.</param>
    /// <param name="log">What happened.</param>
    /// <param name="openersIn">Their language where the program has openers; null where it has none: a model may write the same words.</param>
    public static AnsweredTurn Of(Said said, long until, RecordedSound played, ConversationLog log, string? openersIn)
    {
        TurnCompleted[] completed = log.Between<TurnCompleted>(said.SpeechStart, until);
        string? firstSentence = log.Between<ReplySentence>(said.SpeechStart, until).FirstOrDefault()?.Text;
        return new AnsweredTurn(
            said,
            played.FirstAudible(said.SpeechEnd, until),
            played.FirstAudible(said.SpeechStart, said.SpeechEnd) is not null,
            completed.Length > 0,
            firstSentence is not null && openersIn is not null && Enum.GetValues<EmotionLabel>().Any(label => PhraseBook.Opener(label, openersIn) == firstSentence),
            completed.LastOrDefault()?.Report.Timings);
    }
}
