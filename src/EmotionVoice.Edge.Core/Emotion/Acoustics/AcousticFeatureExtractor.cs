using EmotionVoice.Edge.Core.Audio;

namespace EmotionVoice.Edge.Core.Emotion.Acoustics;

/// <summary>
/// Measures a voice: 16 kHz samples in, <see cref="AcousticFeatures"/> out. Pure; safe to call from several threads.
/// </summary>
public static class AcousticFeatureExtractor
{
    // More than a microphone in a room reaches; keeps digital silence from counting as infinity.
    private const float BestSnrDb = 60;

    /// <param name="samples">[n] mono float32 in [-1, 1] at 16 kHz: one utterance, with the silence around it.</param>
    public static AcousticFeatures Extract(ReadOnlySpan<float> samples)
    {
        AcousticFrames frames = AcousticFrames.Of(samples);
        if (frames.First < 0)
            return Silence(samples);

        float[] pitch = new PitchTracker().Track(samples, frames);
        PitchStatistics statistics = PitchStatistics.Of(pitch);
        (float rmsDb, float crossings, float[] mfcc) = OverSpeech(samples, frames);
        int span = frames.Last - frames.First + 1;
        return new AcousticFeatures(
            statistics.MedianHz,
            statistics.RangeSemitones,
            statistics.SlopeSemitonesPerSecond,
            rmsDb,
            crossings,
            mfcc,
            SyllablesPerSecond: (float)(SyllableCounter.Count(frames, pitch) * AcousticFrames.FramesPerSecond / span),
            VoicedRatio: (float)statistics.VoicedFrames / span,
            VoicedSeconds: (float)(statistics.VoicedFrames / AcousticFrames.FramesPerSecond),
            SnrDb: Snr(rmsDb, frames.NoiseDb));
    }

    private static AcousticFeatures Silence(ReadOnlySpan<float> samples) =>
        new(0, 0, 0, Level.RmsDbfs(samples), 0, new float[MelCepstrum.Count], 0, 0, 0, 0);

    private static (float RmsDb, float ZeroCrossingRate, float[] Mfcc) OverSpeech(ReadOnlySpan<float> samples, AcousticFrames frames)
    {
        MelCepstrum cepstrum = new();
        float[] mfcc = new float[MelCepstrum.Count];
        double power = 0;
        long crossings = 0;
        int count = 0;
        for (int i = frames.First; i <= frames.Last; i++)
        {
            if (!frames.IsSpeech(i))
                continue;

            int start = i * AcousticFrames.Step;
            ReadOnlySpan<float> frame = samples.Slice(start, AcousticFrames.Length);
            power += Math.Pow(10, frames.LevelsDb[i] / 10);
            crossings += Crossings(frame[..AcousticFrames.Step]);
            cepstrum.Add(frame, start > 0 ? samples[start - 1] : frame[0], mfcc);
            count++;
        }

        for (int i = 0; i < mfcc.Length; i++)
            mfcc[i] /= count;
        return ((float)(10 * Math.Log10(power / count)), (float)crossings / (count * (AcousticFrames.Step - 1)), mfcc);
    }

    private static int Crossings(ReadOnlySpan<float> samples)
    {
        int count = 0;
        for (int i = 1; i < samples.Length; i++)
            count += (samples[i - 1] < 0) != (samples[i] < 0) ? 1 : 0;
        return count;
    }

    /// <summary>The noise goes on under the speech: it is taken off the speech's power first.</summary>
    private static float Snr(float speechDb, float noiseDb)
    {
        double speech = Math.Pow(10, speechDb / 10), noise = Math.Pow(10, noiseDb / 10);
        double ratio = 10 * Math.Log10(Math.Max(speech - noise, 0.01 * speech) / noise);
        return (float)Math.Clamp(ratio, -20, BestSnrDb);
    }
}
