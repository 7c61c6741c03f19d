using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Engines.Whisper;

/// <summary>
/// How many of the encoder's 1,500 positions (20 ms each, 30 s in all) an utterance needs. The model was trained with
/// 30 s always: with hardly more positions than speech it loses itself, so a margin stays. Pure.
/// </summary>
internal static class AudioContext
{
    public const int Full = 1_500;

    /// <summary>
    /// 3.8 s of silence after the words. With 64 positions some clips became garbage, with 128 a greedy run went into a
    /// loop; with 192 and beam search none of 37 did, and errors were no more than with the full context.
    /// </summary>
    private const int Margin = 192;

    private const int PositionsASecond = 50;

    /// <summary>Positions for an utterance; <see cref="Full"/> where cutting saves little.</summary>
    public static int For(int samples)
    {
        int needed = (int)Math.Ceiling((double)samples * PositionsASecond / AudioFormat.SampleRateHz) + Margin;
        // A multiple of 64 keeps the matrices' sizes to a few.
        needed = (needed + 63) / 64 * 64;
        return needed < Full * 9 / 10 ? needed : Full;
    }

    /// <summary>More tokens than anybody can say: Korean syllables take up to three tokens, six syllables a second.</summary>
    /// <param name="samples">Length of the sound.</param>
    /// <param name="quick">Whether a loop is to be ended soon rather than a full sentence to be had.</param>
    public static int MaxTokens(int samples, bool quick = false) => (quick ? 4 : 16) + (int)Math.Ceiling(18.0 * samples / AudioFormat.SampleRateHz);
}
