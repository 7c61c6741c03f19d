using EmotionVoice.Edge.Core.Transcription;

namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>What the words say about a feeling, and how far they can be relied on.</summary>
/// <param name="Scores">Distribution over the labels.</param>
/// <param name="Prior">How often the recogniser met each label in training; <see cref="EmotionScores.None"/>: equally often.</param>
/// <param name="TranscriptConfidence">In [0, 1]; 1 for typed words.</param>
/// <param name="WordCount">Words between spaces.</param>
public sealed record WordEvidence(EmotionScores Scores, EmotionScores Prior, float TranscriptConfidence, int WordCount)
{
    public static WordEvidence From(IWordEmotionRecognizer recognizer, Transcript transcript) =>
        new(recognizer.Recognize(transcript.Text), recognizer.Prior, transcript.Confidence, CountWords(transcript.Text));

    /// <summary>Runs of letters or digits between spaces: punctuation alone is no word.</summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        int count = 0;
        bool counted = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                counted = false;
            }
            else if (!counted && char.IsLetterOrDigit(c))
            {
                counted = true;
                count++;
            }
        }

        return count;
    }
}
