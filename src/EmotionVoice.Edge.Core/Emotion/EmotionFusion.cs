namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>
/// Late fusion of voice and words. Pure; safe to call from several threads.
/// </summary>
/// <remarks>
/// <para>The rule <see cref="FusionRule.NeutralDoesNotVote"/> is Bayes' over who shows the feeling c: both sides (odds
/// 1), the voice alone while the words stay neutral (odds a = <see cref="FusionOptions.VoiceWeight"/>), or the words
/// alone while the voice stays neutral (odds b = <see cref="FusionOptions.WordWeight"/>). With the voice's likelihood v
/// (its scores, flattened) and the words' w (their scores over a power of their prior):</para>
/// <code>
/// score(c)       = v(c) w(c) + a v(c) w(neutral) + b v(neutral) w(c)
/// score(neutral) = (1 + a + b + bonus) v(neutral) w(neutral)
/// </code>
/// <para>So a neutral voice says nothing against sad words, and neutral wins only where both sides lack evidence. A side
/// that is unsure is flat, and so decides nothing: its certainty needs no factor of its own. A side that is hardly usable
/// is mixed with the flat distribution and seldom speaks alone; at usability 0 the other side's scores remain as they were.</para>
/// </remarks>
public sealed class EmotionFusion(FusionOptions options)
{
    // Recognisers round to four digits; nothing they call impossible is.
    private const double Floor = 1e-3;

    // From here on the evidence was there and undecided (neutral); below, it was missing (unknown).
    private const double HeardWell = 0.5;

    private const int Neutral = (int)EmotionLabel.Neutral;

    /// <summary>Either side may be missing.</summary>
    public FusedEmotion Fuse(VoiceEvidence? voice, WordEvidence? words)
    {
        double voiceUsability = EvidenceUsability.Of(voice, options);
        double wordUsability = EvidenceUsability.Of(words, options);
        if (voiceUsability <= 0 && wordUsability <= 0)
            return FusedEmotion.Unknown;
        if (wordUsability <= 0)
            return Judge(voice!.Scores, voiceUsability, 0);
        if (voiceUsability <= 0)
            return Judge(words!.Scores, wordUsability, 0);

        EmotionScores scores = options.Rule == FusionRule.WeightedSum
            ? WeightedSum(voice!.Scores, options.VoiceWeight * voiceUsability, words!.Scores, options.WordWeight * wordUsability)
            : NeutralDoesNotVote(voice!.Scores, voiceUsability, words!, wordUsability);
        double disagreement = JensenShannon(voice!.Scores, words!.Scores) * voiceUsability * wordUsability;
        return Judge(scores, 1 - (1 - voiceUsability) * (1 - wordUsability), (float)disagreement);
    }

    private EmotionScores NeutralDoesNotVote(EmotionScores voice, double voiceUsability, WordEvidence words, double wordUsability)
    {
        // Mass on `other` and `unknown` is no evidence for or against the seven.
        voiceUsability *= 1 - Rest(voice);
        wordUsability *= 1 - Rest(words.Scores);
        if (wordUsability <= 0)
            return voice;
        if (voiceUsability <= 0)
            return words.Scores;

        // The corrections fade with the other side, so that it is left as it was when it remains alone.
        Span<double> v = stackalloc double[EmotionLabels.Count];
        Span<double> w = stackalloc double[EmotionLabels.Count];
        Likelihood(voice, EmotionScores.None, 1 - (1 - options.VoiceSharpness) * wordUsability, 0, voiceUsability, v);
        Likelihood(words.Scores, words.Prior, 1, options.PriorCorrection * voiceUsability, wordUsability, w);

        double voiceAlone = options.VoiceWeight * voiceUsability;
        double wordsAlone = options.WordWeight * wordUsability;
        Span<double> fused = stackalloc double[EmotionLabels.Count];
        double sum = 0;
        foreach (EmotionLabel label in EmotionScores.SevenLabels)
        {
            int c = (int)label;
            fused[c] = c == Neutral
                ? v[c] * w[c] * (1 + voiceAlone + wordsAlone + options.NeutralBonus * voiceUsability * wordUsability)
                : v[c] * w[c] + voiceAlone * v[c] * w[Neutral] + wordsAlone * v[Neutral] * w[c];
            sum += fused[c];
        }

        double voiceShare = voiceAlone + wordsAlone > 0 ? voiceAlone / (voiceAlone + wordsAlone) : 0.5;
        return WithRest(fused, sum, voice, voiceShare, words.Scores);
    }

    /// <summary>scores^sharpness / prior^correction over the seven, mixed with the flat distribution.</summary>
    private static void Likelihood(EmotionScores scores, EmotionScores prior, double sharpness, double correction, double usability, Span<double> likelihood)
    {
        double sum = 0;
        foreach (EmotionLabel label in EmotionScores.SevenLabels)
        {
            double weight = Math.Pow(Math.Max(scores[label], Floor), sharpness);
            if (!prior.IsNone)
                weight /= Math.Pow(Math.Max(prior[label], Floor), correction);
            sum += likelihood[(int)label] = weight;
        }

        foreach (EmotionLabel label in EmotionScores.SevenLabels)
            likelihood[(int)label] = usability * likelihood[(int)label] / sum + (1 - usability) / EmotionScores.SevenLabels.Count;
    }

    private static float Rest(EmotionScores scores) => scores[EmotionLabel.Other] + scores[EmotionLabel.Unknown];

    private static EmotionScores WithRest(Span<double> fused, double sum, EmotionScores voice, double voiceShare, EmotionScores words)
    {
        Span<float> weights = stackalloc float[EmotionLabels.Count];
        double rest = voiceShare * Rest(voice) + (1 - voiceShare) * Rest(words);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (EmotionLabel)i is EmotionLabel.Other or EmotionLabel.Unknown
                ? (float)(voiceShare * voice.Values[i] + (1 - voiceShare) * words.Values[i])
                : (float)(fused[i] / sum * (1 - rest));
        }

        return EmotionScores.FromWeights(weights);
    }

    private static EmotionScores WeightedSum(EmotionScores voice, double voiceWeight, EmotionScores words, double wordWeight)
    {
        Span<float> weights = stackalloc float[EmotionLabels.Count];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(voiceWeight * voice.Values[i] + wordWeight * words.Values[i]);
        return EmotionScores.FromWeights(weights);
    }

    private FusedEmotion Judge(EmotionScores scores, double reliability, float disagreement)
    {
        EmotionLabel top = scores.Top;
        float confidence = (float)(scores[top] * reliability);
        bool sure = confidence >= options.ConfidenceThreshold;
        EmotionLabel label = sure ? top : reliability >= HeardWell ? EmotionLabel.Neutral : EmotionLabel.Unknown;
        (float valence, float arousal) = EmotionCircumplex.Of(scores);
        return new FusedEmotion(label, sure ? Second(scores, top) : null, confidence, scores, valence, arousal, disagreement);
    }

    /// <summary>Only two feelings make a compound: nearly neutral is no second feeling.</summary>
    private EmotionLabel? Second(EmotionScores scores, EmotionLabel top)
    {
        EmotionLabel? second = null;
        foreach (EmotionLabel label in EmotionScores.SevenLabels)
            if (label != top && label != EmotionLabel.Neutral && (second is null || scores[label] > scores[second.Value]))
                second = label;
        bool isFeeling = top is not (EmotionLabel.Neutral or EmotionLabel.Other or EmotionLabel.Unknown);
        return isFeeling && scores[second!.Value] > 0 && scores[second.Value] >= options.CompoundRatio * scores[top] ? second : null;
    }

    /// <summary>Jensen-Shannon divergence to base 2 (J. Lin, 1991), in [0, 1].</summary>
    private static double JensenShannon(EmotionScores left, EmotionScores right)
    {
        double divergence = 0;
        for (int i = 0; i < EmotionLabels.Count; i++)
        {
            double p = left.Values[i], q = right.Values[i], mean = (p + q) / 2;
            if (p > 0)
                divergence += p / 2 * Math.Log2(p / mean);
            if (q > 0)
                divergence += q / 2 * Math.Log2(q / mean);
        }

        return Math.Clamp(divergence, 0, 1);
    }
}
