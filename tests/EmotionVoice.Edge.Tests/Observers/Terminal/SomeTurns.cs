using EmotionVoice.Edge.Core.Emotion;
using EmotionVoice.Edge.Core.Pipeline;
using EmotionVoice.Edge.Core.Synthesis;
using EmotionVoice.Edge.Core.Transcription;
using EmotionVoice.Edge.Core.Turns;
using EmotionVoice.Edge.Testing;

namespace EmotionVoice.Edge.Tests.Observers.Terminal;

/// <summary>Turns as the pipeline reports them.</summary>
internal static class SomeTurns
{
    public const string English = "I lost my keys this morning and I feel awful about the whole day.";
    public const string Korean = "오늘 아침에 열쇠를 잃어버려서 하루종일 기분이 너무 안 좋았어요.";

    public static FusedEmotion Sad { get; } = new(EmotionLabel.Sad, EmotionLabel.Fearful, 0.64f, FakeVoiceEmotion.Sure(EmotionLabel.Sad, 0.64f), -0.41f, -0.33f, 0.2f);

    public static AcousticFeatures Features { get; } = new(180, 5, 0, -25, 0.1f, [], 4, 0.6f, 1.5f, 25);

    public static TurnReport Report(string words = English, string reply = "I'm sorry to hear that. Where did you have them last?") => new(
        new Understood(
            new Transcript(words, words == Korean ? "ko" : "en", 0.93f, 0.01f), TranscriptRejection.None, VoiceEmotion.From(FakeVoiceEmotion.Sure(EmotionLabel.Sad, 0.8f)),
            FakeVoiceEmotion.Sure(EmotionLabel.Neutral, 0.55f), Sad, Features, TimeSpan.FromMilliseconds(320), TimeSpan.FromMilliseconds(140)),
        new SpokenReply(reply, "scripted replies", new Prosody(0.88f, 0.93f, -2, TimeSpan.Zero), default, default, default, default),
        new TurnTimings(
            TimeSpan.FromMilliseconds(1980), TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(320), TimeSpan.FromMilliseconds(140),
            TimeSpan.FromMilliseconds(90), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(420), TimeSpan.FromMilliseconds(900)));

    /// <summary>All that happens until the reply is being spoken.</summary>
    public static IEnumerable<ConversationEvent> UntilSpeaking(string words = English, string reply = "I'm sorry to hear that.") =>
    [
        new StateChanged(ConversationState.Listening),
        new SoundHeard(-32, 0.9f),
        new StateChanged(ConversationState.Hearing),
        new SpeechStarted(TimeSpan.Zero),
        new SpeechEnded(TimeSpan.Zero, true),
        new StateChanged(ConversationState.Thinking),
        new TranscriptReady(1, Report(words).Heard.Transcript),
        new EmotionReady(1, Sad, null, null, Features, Mood.Unknown),
        new ReplySentence(1, reply),
        new SpeakingStarted(1),
        new StateChanged(ConversationState.Speaking),
        new SpeakingLevel(-20),
    ];
}
