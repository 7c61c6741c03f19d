using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;

namespace EmotionVoice.Edge.Core.Pipeline;

/// <summary>What the device is doing.</summary>
public enum ConversationState
{
    Starting,

    /// <summary>The wake gate is closed: nothing is listened to but the wake word.</summary>
    Idle,
    Listening,
    Hearing,
    Thinking,
    Speaking,
    Error,
}

/// <summary>All that observers see. Immutable; raised in the order in which things happen.</summary>
public abstract record ConversationEvent;

public sealed record StateChanged(ConversationState State) : ConversationEvent;

/// <summary>The wake word was heard.</summary>
/// <param name="Word">The word as the settings name it.</param>
/// <param name="Score">In [0, 1].</param>
public sealed record WakeHeard(string Word, float Score) : ConversationEvent;

/// <summary>Sound at the microphone, about ten times a second. For meters; dropped first.</summary>
/// <param name="RmsDb">Level in dBFS.</param>
/// <param name="SpeechProbability">In [0, 1]; 0 while the wake gate is closed.</param>
public sealed record SoundHeard(float RmsDb, float SpeechProbability) : ConversationEvent;

/// <param name="At">Audio time of the onset.</param>
public sealed record SpeechStarted(TimeSpan At) : ConversationEvent;

/// <param name="At">Audio time of the end of speech.</param>
/// <param name="IsUtterance">False when it was too short to be one.</param>
public sealed record SpeechEnded(TimeSpan At, bool IsUtterance) : ConversationEvent;

/// <summary>Words while they are spoken. Not yet a turn, and perhaps never one.</summary>
/// <param name="Confirmed">Only grows until the utterance is over.</param>
/// <param name="Tentative">What seems to follow.</param>
/// <param name="Language">ISO 639-1 code.</param>
/// <param name="Took">Time that the reading took.</param>
public sealed record TranscriptPartial(string Confirmed, string Tentative, string Language, TimeSpan Took) : ConversationEvent;

public sealed record TranscriptReady(int Turn, Transcript Transcript) : ConversationEvent;

/// <param name="Turn">Number of the turn.</param>
/// <param name="Emotion">Of this utterance.</param>
/// <param name="Voice">The feeling in the voice alone.</param>
/// <param name="Words">The feeling in the words alone.</param>
/// <param name="Features">What was measured of the voice.</param>
/// <param name="Mood">Of the conversation so far, this utterance included.</param>
public sealed record EmotionReady(
    int Turn, FusedEmotion Emotion, EmotionScores? Voice, EmotionScores? Words, AcousticFeatures Features, Mood Mood) : ConversationEvent;

/// <summary>A sentence of the reply is about to be spoken.</summary>
public sealed record ReplySentence(int Turn, string Text) : ConversationEvent;

/// <summary>The first sound of the reply has been handed to the speaker.</summary>
public sealed record SpeakingStarted(int Turn) : ConversationEvent;

/// <summary>By what the device was cut short.</summary>
public enum InterruptionCause
{
    /// <summary>Somebody spoke into it, with words that were meant to.</summary>
    Voice,
    Button,

    /// <summary>A request from outside.</summary>
    Command,
}

/// <summary>Somebody cut the device short while it spoke.</summary>
public sealed record SpeechInterrupted(InterruptionCause Cause) : ConversationEvent;

/// <summary>The device had fallen silent for a sound that was no interruption, and goes on with what it was saying.</summary>
public sealed record InterruptionResumed : ConversationEvent;

public sealed record TurnCompleted(int Turn, TurnReport Report) : ConversationEvent;

/// <summary>The speaker pauses, and an answer is begun that may not be wanted.</summary>
/// <param name="At">Audio time of the end of speech.</param>
public sealed record DraftBegun(TimeSpan At) : ConversationEvent;

/// <summary>An answer that was begun is thrown away: the speaker went on.</summary>
/// <param name="Work">Time for which engines worked on it in vain.</param>
/// <param name="Transcribed">Whether its words were known.</param>
/// <param name="Total">Time spent like that since the start, this included.</param>
public sealed record DraftDiscarded(TimeSpan Work, bool Transcribed, TimeSpan Total) : ConversationEvent;

/// <summary>Nobody said anything.</summary>
public sealed record TurnIgnored(int Turn, TranscriptRejection Reason) : ConversationEvent;

/// <param name="Turn">Number of the turn.</param>
/// <param name="Error">What happened, in plain words.</param>
public sealed record TurnFailed(int Turn, string Error) : ConversationEvent;

/// <summary>What a sound device is used for.</summary>
public enum DeviceRole
{
    Microphone,
    Loudspeaker,
}

/// <param name="Role">Nothing does this any more, until the <see cref="DeviceReady"/> of the same role.</param>
/// <param name="Device">Its name, or what the settings call it.</param>
/// <param name="Error">What happened and what to do, in plain words.</param>
public sealed record DeviceLost(DeviceRole Role, string Device, string Error) : ConversationEvent;

/// <param name="Role">There is one again.</param>
/// <param name="Device">Its name: another one's when it stands in for the one that was lost.</param>
public sealed record DeviceReady(DeviceRole Role, string Device) : ConversationEvent;

/// <summary>The server that replied is out of use: this device answers by itself, until the next <see cref="ReplyServerReady"/>.</summary>
/// <param name="Server">Where it is.</param>
/// <param name="Error">What happened, in plain words, none of them from the conversation.</param>
public sealed record ReplyServerLost(string Server, string Error) : ConversationEvent;

/// <param name="Server">Replies again.</param>
public sealed record ReplyServerReady(string Server) : ConversationEvent;

/// <summary>How far the start has come.</summary>
/// <param name="Share">In [0, 1].</param>
public sealed record ReadinessChanged(float Share) : ConversationEvent;

/// <summary>Loudness of the device's own voice as it is heard, about twenty times a second while it speaks. For meters; dropped first.</summary>
/// <param name="RmsDb">Level in dBFS.</param>
public sealed record SpeakingLevel(float RmsDb) : ConversationEvent;
