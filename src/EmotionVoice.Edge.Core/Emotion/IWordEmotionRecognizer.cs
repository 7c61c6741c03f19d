namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>The feeling in words. Takes microseconds, so it is not asynchronous. Safe to call from several threads.</summary>
public interface IWordEmotionRecognizer
{
    string Name { get; }

    /// <summary>
    /// How often each label occurred in training: everyday text is mostly neutral, so a recogniser leans there and
    /// the fusion takes that back. <see cref="EmotionScores.None"/> when nothing is known.
    /// </summary>
    EmotionScores Prior => EmotionScores.None;

    /// <summary>Distribution over the labels; <see cref="EmotionScores.None"/> for a text without words.</summary>
    EmotionScores Recognize(string text);
}
