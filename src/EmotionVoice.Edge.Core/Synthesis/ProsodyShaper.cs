using System.Runtime.CompilerServices;
using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Synthesis;

/// <summary>
/// Speaks a sentence with a prosody. Tempo is the engine's own. Pitch is a change of the sample rate by the pitch's ratio,
/// for which the engine speaks that much slower (or faster) first; then gain, limited softly, and the pause. Sound
/// flows through as it is made. Safe to call from several threads.
/// </summary>
public sealed class ProsodyShaper(ISynthesizer synthesizer)
{
    /// <summary>Lowest pitch: beyond, the shifted formants sound like somebody else.</summary>
    public const double LowestPitch = 0.88;

    /// <summary>Highest pitch.</summary>
    public const double HighestPitch = 1.12;

    // Whole hundredths, so that the resampler's ratio is at most 112 : 100.
    private const int PitchSteps = 100;

    /// <summary>Yields the sentence, then its pause, at the voice's own sample rate.</summary>
    public async IAsyncEnumerable<SpeechAudio> SynthesizeAsync(SpeechRequest request, Prosody prosody, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        int pitch = (int)Math.Round(Math.Clamp(prosody.Pitch, LowestPitch, HighestPitch) * PitchSteps);
        SpeechRequest slowed = request with { Rate = request.Rate * prosody.Rate * PitchSteps / pitch };
        // Only the ratio counts; in thousands, because the resampler expects rates.
        PolyphaseResampler resampler = new(1_000 * pitch, 1_000 * PitchSteps);
        int rateHz = 0;
        await foreach (SpeechAudio audio in synthesizer.SynthesizeAsync(slowed, cancellationToken))
        {
            rateHz = audio.SampleRateHz;
            float[] shifted = new float[resampler.MaxOutput(audio.Samples.Length)];
            int count = resampler.Process(audio.Samples.Span, shifted);
            if (count > 0)
                yield return Finish(shifted, count, prosody.GainDb, rateHz);
        }

        if (rateHz == 0)
            yield break;

        float[] tail = new float[resampler.MaxFlush];
        int rest = resampler.Flush(tail);
        if (rest > 0)
            yield return Finish(tail, rest, prosody.GainDb, rateHz);
        if (prosody.Pause > TimeSpan.Zero)
            yield return new SpeechAudio(new float[(int)(prosody.Pause.TotalSeconds * rateHz)], rateHz);
    }

    private static SpeechAudio Finish(float[] samples, int count, float gainDb, int rateHz)
    {
        SoftLimiter.Apply(samples.AsSpan(0, count), gainDb);
        return new SpeechAudio(samples.AsMemory(0, count), rateHz);
    }
}
