using EmotionVoice.Edge.Core.Audio;
using EmotionVoice.Edge.Core.Transcription;

namespace EmotionVoice.Edge.Engines.Whisper;

/// <summary>What one run of the engine gave.</summary>
/// <param name="Text">Words of all segments.</param>
/// <param name="Language">As set or detected.</param>
/// <param name="Confidence">Mean token probability.</param>
/// <param name="NoSpeechProbability">Of the first segment: the engine judges a whole window.</param>
/// <param name="End">Where the last segment ends.</param>
/// <param name="Tokens">Number of tokens.</param>
/// <param name="Words">Words in time, where they were asked for.</param>
internal sealed record WhisperReading(string Text, string Language, float Confidence, float NoSpeechProbability, TimeSpan End, int Tokens, IReadOnlyList<TimedWord> Words)
{
    /// <summary>Below this mean probability the words of a cut context are not trusted.</summary>
    private const float DoubtfulConfidence = 0.4f;

    private static readonly TimeSpan s_earlyEnd = TimeSpan.FromSeconds(2);

    /// <summary>Whether a run with cut context looks wrong, so that the full context has to decide.</summary>
    /// <param name="samples">[n] at 16 kHz, what was transcribed.</param>
    public bool LooksWrong(ReadOnlySpan<float> samples) =>
        Text.Contains('\uFFFD', StringComparison.Ordinal)
        || TranscriptGate.IsRepetition(Text)
        || Tokens >= AudioContext.MaxTokens(samples.Length)
        || (Text.Length > 0 && Confidence < DoubtfulConfidence)
        || SpeechEnd(samples) - End > s_earlyEnd;

    /// <summary>The last 32 ms within 30 dB of the loudest.</summary>
    private static TimeSpan SpeechEnd(ReadOnlySpan<float> samples)
    {
        float loudest = Level.SilenceDbfs;
        for (int i = 0; i + AudioFormat.FrameSamples <= samples.Length; i += AudioFormat.FrameSamples)
            loudest = Math.Max(loudest, Level.RmsDbfs(samples.Slice(i, AudioFormat.FrameSamples)));
        for (int i = samples.Length / AudioFormat.FrameSamples - 1; i >= 0; i--)
            if (Level.RmsDbfs(samples.Slice(i * AudioFormat.FrameSamples, AudioFormat.FrameSamples)) > loudest - 30)
                return AudioFormat.Duration((i + 1L) * AudioFormat.FrameSamples);
        return TimeSpan.Zero;
    }
}
