namespace EmotionVoice.Edge.Core.Emotion;

/// <summary>A distribution over the nine labels: not negative, sum 1 (or all zero: no evidence at all).</summary>
public sealed class EmotionScores
{
    /// <summary>Order of the seven outputs of this project's own models.</summary>
    public static readonly IReadOnlyList<EmotionLabel> SevenLabels =
    [
        EmotionLabel.Angry, EmotionLabel.Disgusted, EmotionLabel.Fearful, EmotionLabel.Happy,
        EmotionLabel.Neutral, EmotionLabel.Sad, EmotionLabel.Surprised,
    ];

    private readonly float[] _values;

    private EmotionScores(float[] values) => _values = values;

    /// <summary>[9] in label order.</summary>
    public ReadOnlySpan<float> Values => _values;

    public float this[EmotionLabel label] => _values[(int)label];

    public static EmotionScores None { get; } = new(new float[EmotionLabels.Count]);

    /// <summary>The most likely label.</summary>
    public EmotionLabel Top
    {
        get
        {
            int top = 0;
            for (int i = 1; i < _values.Length; i++)
                if (_values[i] > _values[top])
                    top = i;
            return _values[top] > 0 ? (EmotionLabel)top : EmotionLabel.Unknown;
        }
    }

    public bool IsNone => !_values.AsSpan().ContainsAnyExcept(0f);

    /// <summary>Normalises <paramref name="weights"/> [9]; negative weights count as zero.</summary>
    public static EmotionScores FromWeights(ReadOnlySpan<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, EmotionLabels.Count);
        float[] values = new float[EmotionLabels.Count];
        float sum = 0;
        for (int i = 0; i < values.Length; i++)
            sum += values[i] = MathF.Max(0, weights[i]);
        if (sum <= 0)
            return None;
        for (int i = 0; i < values.Length; i++)
            values[i] /= sum;
        return new EmotionScores(values);
    }

    /// <summary>Normalises <paramref name="weights"/> [7], ordered as <see cref="SevenLabels"/>.</summary>
    public static EmotionScores FromSeven(ReadOnlySpan<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, SevenLabels.Count);
        Span<float> nine = stackalloc float[EmotionLabels.Count];
        for (int i = 0; i < weights.Length; i++)
            nine[(int)SevenLabels[i]] = weights[i];
        return FromWeights(nine);
    }

    /// <summary>Entropy divided by its maximum, ln 9: 0 is sure, 1 knows nothing.</summary>
    public float NormalizedEntropy()
    {
        if (IsNone)
            return 1;
        float entropy = 0;
        foreach (float p in _values)
            if (p > 0)
                entropy -= p * MathF.Log(p);
        return entropy / MathF.Log(EmotionLabels.Count);
    }

    /// <summary>Names with scores, in label order, for people and programs.</summary>
    public IReadOnlyDictionary<string, float> ToDictionary() =>
        EmotionLabels.Names.Zip(_values).ToDictionary(pair => pair.First, pair => pair.Second);

    public override string ToString() => Top.Name();
}
