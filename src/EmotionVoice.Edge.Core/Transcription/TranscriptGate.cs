using System.Text.RegularExpressions;

namespace EmotionVoice.Edge.Core.Transcription;

/// <summary>Why an utterance led to no words.</summary>
public enum TranscriptRejection
{
    None,

    /// <summary>Too quiet to be somebody speaking to the device.</summary>
    TooQuiet,

    /// <summary>The speaker hardly stands out from the noise: the words would be a guess.</summary>
    TooNoisy,

    /// <summary>The engine heard no words.</summary>
    NoWords,

    /// <summary>The engine itself says that this was hardly speech.</summary>
    NoSpeech,

    /// <summary>The words are a guess.</summary>
    Doubtful,

    /// <summary>Only a sound description or a phrase that recognisers make up for noise.</summary>
    NotWords,

    /// <summary>The same words over and over: a recogniser stuck in a loop.</summary>
    Repetition,
}

/// <summary>Keeps silence, noise and music from becoming words. Pure.</summary>
public sealed partial class TranscriptGate(TranscriptionOptions options)
{
    private const int LevelWindowSamples = 1_600;

    /// <summary>Before transcription: is there anything loud enough to be speech?</summary>
    public TranscriptRejection CheckSound(ReadOnlySpan<float> samples)
    {
        double loudest = 0;
        for (int start = 0; start < samples.Length; start += LevelWindowSamples)
        {
            ReadOnlySpan<float> window = samples[start..Math.Min(samples.Length, start + LevelWindowSamples)];
            loudest = Math.Max(loudest, System.Numerics.Tensors.TensorPrimitives.SumOfSquares(window) / window.Length);
        }

        return loudest > 0 && 10 * Math.Log10(loudest) >= options.MinLevelDb ? TranscriptRejection.None : TranscriptRejection.TooQuiet;
    }

    /// <summary>Does the speaker stand out from the noise?</summary>
    /// <param name="snrDb">Speech level over noise floor.</param>
    public TranscriptRejection CheckNoise(float snrDb) => snrDb >= options.MinSnrDb ? TranscriptRejection.None : TranscriptRejection.TooNoisy;

    /// <summary>After transcription: are these words, and were they said?</summary>
    public TranscriptRejection CheckTranscript(Transcript transcript)
    {
        if (transcript.IsEmpty)
            return TranscriptRejection.NoWords;
        // Whisper's own rule: no speech only if the decoder is unsure too (openai/whisper, transcribe.py: logprob_threshold).
        if (transcript.NoSpeechProbability > options.MaxNoSpeechProbability && transcript.Confidence < 0.6)
            return TranscriptRejection.NoSpeech;
        if (transcript.Confidence < options.MinConfidence)
            return TranscriptRejection.Doubtful;
        if (!Words().IsMatch(SoundDescriptions().Replace(transcript.Text, "")))
            return TranscriptRejection.NotWords;
        return IsRepetition(transcript.Text) ? TranscriptRejection.Repetition : TranscriptRejection.None;
    }

    /// <summary>True when one piece of up to five words makes up at least five repetitions in a row.</summary>
    public static bool IsRepetition(string text)
    {
        string[] words = text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int length = 1; length <= 5; length++)
        {
            int same = 0;
            for (int i = length; i < words.Length; i++)
            {
                same = words[i] == words[i - length] ? same + 1 : 0;
                if (same >= 4 * length)
                    return true;
            }
        }

        return false;
    }

    /// <summary>The text up to the first of pieces that follow each other at least three times: for words that are read again in a moment.</summary>
    public static string WithoutRepetition(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] plain = [.. words.Select(word => word.TrimEnd('.', ',', '!', '?').ToLowerInvariant())];
        for (int length = 1; length <= 5; length++)
        {
            int same = 0;
            for (int i = length; i < plain.Length; i++)
            {
                same = plain[i] == plain[i - length] ? same + 1 : 0;
                if (same >= 2 * length)
                    return string.Join(' ', words[..(i + 1 - same)]);
            }
        }

        return text;
    }

    // "[Music]", "(wind blowing)", "*laughs*", notes: what recognisers write for sounds that are not words.
    [GeneratedRegex(@"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫]")]
    private static partial Regex SoundDescriptions();

    [GeneratedRegex(@"[\p{L}\p{Nd}]")]
    private static partial Regex Words();
}
