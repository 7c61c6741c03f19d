namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>The feeling in words. Takes microseconds, so it is not asynchronous. Safe to call from several threads.</summary>
public interface IWordEmotionRecognizer
{
    string Name { get; }

    /// <summary>Distribution over the labels; <see cref="EmotionScores.None"/> for a text without words.</summary>
    EmotionScores Recognize(string text);
}
