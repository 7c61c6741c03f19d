using EmotionVoice.Edge.Core.Dialogue.Requests;
using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;

namespace EmotionVoice.Edge.Core.Turns;

/// <summary>Everything about one turn, for people, files and observers.</summary>
public sealed record TurnReport(Understood Heard, SpokenReply? Reply, TurnTimings Timings);

/// <summary>What was understood of an utterance.</summary>
/// <param name="Transcript">The words; empty when <paramref name="Rejection"/> says why.</param>
/// <param name="Rejection">Why there are no words, or None.</param>
/// <param name="Voice">The feeling in the voice; null when the recogniser failed or nothing was said.</param>
/// <param name="Words">The feeling in the words; null when there are none.</param>
/// <param name="Emotion">Both together.</param>
/// <param name="Features">What was measured of the voice.</param>
/// <param name="TranscribeTime">Time spent in transcription.</param>
/// <param name="EmotionTime">Time spent on the voice's emotion and features, beside the transcription.</param>
public sealed record Understood(
    Transcript Transcript,
    TranscriptRejection Rejection,
    VoiceEmotion? Voice,
    EmotionScores? Words,
    FusedEmotion Emotion,
    AcousticFeatures Features,
    TimeSpan TranscribeTime,
    TimeSpan EmotionTime)
{
    /// <summary>What was wanted, by the words.</summary>
    public RequestKind Request { get; init; }

    /// <summary>Where the mood had been going in the turns before.</summary>
    public MoodTrend Trend { get; init; }
}

/// <summary>What was answered. Times count from the moment when the turn was decided to be over; what was there before that took none.</summary>
/// <param name="Text">The whole reply, or as far as it was heard when it was stopped.</param>
/// <param name="Engine">Name of the reply model; of both, where a second one went on for the first.</param>
/// <param name="Prosody">How it was spoken.</param>
/// <param name="FirstToken">Until the model's first text.</param>
/// <param name="FirstSentence">Until the first sentence was complete.</param>
/// <param name="FirstAudio">Until the first sound was handed to the speaker.</param>
/// <param name="Total">Until the last sound was handed to the speaker; playing it takes longer.</param>
public sealed record SpokenReply(
    string Text, string Engine, Prosody Prosody, TimeSpan FirstToken, TimeSpan FirstSentence, TimeSpan FirstAudio, TimeSpan Total);

/// <summary>Where the time of a turn went.</summary>
/// <param name="Speech">Length of the utterance's speech.</param>
/// <param name="Endpoint">From the end of speech to the decision that the turn is over, in audio time.</param>
/// <param name="Transcribe">Until the words were there, from the beginning of the work on the turn; most of them may be found before.</param>
/// <param name="Emotion">Time spent on emotion, beside the transcription.</param>
/// <param name="FirstToken">From the decision to the model's first text.</param>
/// <param name="FirstSentence">From the decision to the first complete sentence.</param>
/// <param name="FirstAudio">From the decision to the first sound handed to the speaker.</param>
/// <param name="Total">From the decision to the last sound handed to the speaker.</param>
public sealed record TurnTimings(
    TimeSpan Speech,
    TimeSpan Endpoint,
    TimeSpan Transcribe,
    TimeSpan Emotion,
    TimeSpan FirstToken,
    TimeSpan FirstSentence,
    TimeSpan FirstAudio,
    TimeSpan Total)
{
    /// <summary>From the end of speech to the first sound handed to the speaker; zero when nothing was answered.</summary>
    public TimeSpan Response { get; init; }

    /// <summary>How long before the decision the work began; zero without early work.</summary>
    public TimeSpan Early { get; init; }
}
